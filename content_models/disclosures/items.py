"""What a commune must disclose and how (Luật 10/2022/QH15 Đ.11–14). Pure data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One of the fourteen contents of Đ.11. `days`: least days of posting (Đ.13), None where none is set."""

    number: int
    label: str
    days: int | None = 30
    permanent: bool = False
    loudspeaker: bool = False


ITEMS: tuple[Item, ...] = (
    Item(1, "Kế hoạch phát triển kinh tế - xã hội"),
    Item(2, "Dự toán, quyết toán ngân sách"),
    Item(3, "Dự án, công trình đầu tư; đất đai, bồi thường, quy hoạch"),
    Item(4, "Quy chế thực hiện dân chủ; nhiệm vụ, quy tắc ứng xử của cán bộ", days=None, permanent=True),
    Item(5, "Các loại quỹ, khoản đầu tư, tài trợ, đóng góp"),
    Item(6, "Mua sắm, quản lý tài sản công"),
    Item(7, "Chính sách hỗ trợ, trợ cấp, tín dụng, nhà ở, bảo hiểm", loudspeaker=True),
    Item(8, "Hỗ trợ khắc phục thiên tai, dịch bệnh", loudspeaker=True),
    Item(9, "Gọi nhập ngũ, nghĩa vụ công an", loudspeaker=True),
    Item(10, "Kết quả thanh tra, xử lý vi phạm, lấy phiếu tín nhiệm", loudspeaker=True),
    Item(11, "Lấy ý kiến Nhân dân", loudspeaker=True),
    Item(12, "Phí, lệ phí và các khoản thu", loudspeaker=True),
    Item(13, "Thủ tục hành chính", days=None, permanent=True),
    Item(14, "Nội dung khác theo quy định", days=None),
)
ITEM_CHOICES = [(item.number, f"{item.number}. {item.label}") for item in ITEMS]
ITEM_BY_NUMBER = {item.number: item for item in ITEMS}

# Luật 10/2022/QH15 Đ.12 k.1: the forms of disclosure.
FORM_CHOICES = [
    ("posting", "Niêm yết"),
    ("portal", "Cổng thông tin điện tử"),
    ("loudspeaker", "Loa truyền thanh"),
    ("hamlet_head", "Qua trưởng ấp, trưởng khóm"),
    ("letter", "Gửi văn bản đến công dân"),
    ("dialogue", "Hội nghị trao đổi, đối thoại"),
    ("reception", "Tiếp công dân, họp báo, thông cáo"),
    ("organisations", "Qua Mặt trận và các tổ chức"),
    ("telecom", "Mạng viễn thông, mạng xã hội"),
    ("other", "Hình thức khác"),
]
