"""Why a file is not taken: one Vietnamese sentence each, which says what to do next. Nothing is stored then."""

from __future__ import annotations

from .limits import MAX_BYTES, MAX_CHARACTERS


class Refusal(Exception):
    """A file that is not read. `sentence` is for the person who sent it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


EMPTY_FILE = "Tệp trống, không có gì bên trong. Hãy chọn lại tệp."
TOO_BIG = f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB. Hãy bỏ bớt hình ảnh trong Word rồi lưu lại."
OLD_WORD = "Đây là tệp Word đời cũ (.doc). Hãy mở bằng Word, chọn “Lưu thành” kiểu .docx rồi gửi lại."
OLD_OFFICE = "Đây là tệp Office đời cũ, không phải văn bản Word. Hãy gửi tệp Word (.docx)."
LOCKED = "Tệp Word đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi."
MACROS = "Tệp có chứa macro (chương trình chạy trong Word) nên bị từ chối. Hãy lưu lại thành .docx không có macro."
SWOLLEN = "Tệp phình ra quá lớn khi mở nên bị từ chối. Hãy mở bằng Word và lưu lại thành tệp mới."
RTF = "Đây là tệp RTF, không phải DOCX. Hãy mở bằng Word, chọn “Lưu thành” kiểu .docx rồi gửi lại."
ODT = "Đây là tệp của LibreOffice (.odt). Hãy mở rồi chọn “Lưu thành” kiểu Word (.docx) và gửi lại."
PDF = "Đây là tệp PDF, không phải Word. Hãy gửi tệp Word gốc, hoặc chép chữ trong PDF rồi dán vào ô bên dưới."
SPREADSHEET = "Đây là bảng tính hoặc bản trình chiếu, không phải văn bản Word. Hãy gửi tệp Word (.docx)."
WEB_PAGE = "Đây là trang web mang tên tệp Word. Hãy mở bằng Word, chọn “Lưu thành” kiểu .docx rồi gửi lại."
WORD_XML = "Đây là tệp Word dạng XML một tệp. Hãy mở bằng Word, chọn “Lưu thành” kiểu .docx rồi gửi lại."
PICTURE = "Đây là tệp hình ảnh, không có chữ để đọc. Hãy gửi tệp Word, hoặc gõ lại nội dung."
NOT_WORD = "Tệp này không phải là tệp Word (.docx). Hãy mở bằng Word, lưu thành .docx rồi gửi lại."
DAMAGED = "Tệp Word bị hỏng nên không đọc được. Hãy mở bằng Word, lưu lại thành tệp mới rồi gửi."
ENTITIES = "Tệp có khai báo bất thường bên trong (DTD) mà Word không bao giờ viết, nên bị từ chối."
SCANNED = "Tệp chỉ có hình ảnh quét, không có chữ. Hãy gửi tệp Word có chữ, hoặc gõ lại nội dung."
NO_TEXT = "Tệp Word không có chữ nào. Hãy kiểm tra lại tệp."
TOO_LONG = f"Văn bản dài quá {MAX_CHARACTERS:,} ký tự. Hãy chỉ gửi phần hương ước, quy ước.".replace(",", ".")
TOO_SLOW = "Tệp đọc quá lâu nên bị dừng. Hãy lưu lại bằng Word, bỏ bớt hình ảnh rồi gửi."
