"""Who issues and signs in the demo. All persons are made up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Office:
    """A commune as its papers print it: kind word, name, chairman of the committee and of the council."""

    kind: str
    name: str
    chairman: str
    council_chairman: str

    @property
    def unit(self) -> str:
        """ "xã Đất Mũi"."""
        return f"{self.kind} {self.name}"


OFFICES = {
    "32248": Office("xã", "Đất Mũi", "Nguyễn Văn Đệ", "Tô Thị Bích Vân"),
    "32098": Office("xã", "Sông Đốc", "Trần Quốc Khởi", "Đào Minh Sơn"),
    "32152": Office("xã", "Đầm Dơi", "Nguyễn Phước Lành", "Hà Thị Kim Loan"),
    "32002": Office("phường", "An Xuyên", "Lâm Thanh Hải", "Vương Tấn Phát"),
    "31825": Office("phường", "Bạc Liêu", "Trịnh Ngọc Điệp", "Lữ Quang Vinh"),
    "31906": Office("xã", "Hưng Hội", "Thạch Hoàng Minh", "Danh Thị Sa Ry"),
    "32047": Office("xã", "U Minh", "Phạm Hữu Nhơn", "Ngô Hồng Cúc"),
    "31972": Office("xã", "Gành Hào", "Bùi Hữu Thời", "Khổng Minh Tâm"),
}

# Kind of paper by the letters of its number ("15/QĐ-UBND").
PAPER_TITLES = {
    "QĐ": "Quyết định",
    "NQ": "Nghị quyết",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "KL": "Kết luận",
}
