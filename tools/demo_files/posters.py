"""The pictures of the materials, by the names of their files."""

from __future__ import annotations

from collections.abc import Callable

from .canvas import SANS, SANS_PLAIN, SERIF, Canvas
from .shapes import mangrove, melaleuca, pagoda, person, sugar_palm, town_house, village_hall

CREAM, INK, LACQUER, GOLD = "#fbf3e2", "#26221d", "#9d2a1c", "#e2b04a"


def picture(stem: str) -> bytes:
    """PNG. Raises KeyError for a name that has no picture."""
    return PICTURES[stem]()


def poster_six_rights() -> bytes:
    sheet = Canvas(900, 1273, LACQUER)
    sheet.text(450, 86, "THỰC HIỆN DÂN CHỦ Ở CƠ SỞ", 34, GOLD)
    sheet.lines(450, 172, ["Việc của xóm,", "mình cùng lo"], 76, CREAM, SERIF, step=1.22)
    rights = ("Dân biết", "Dân bàn", "Dân làm", "Dân kiểm tra", "Dân giám sát", "Dân thụ hưởng")
    for number, words in enumerate(rights):
        x, y = 170 + number % 3 * 280, 482 + number // 3 * 274
        sheet.circle(x, y, 122, GOLD)
        sheet.circle(x, y, 113, CREAM)
        sheet.text(x, y - 48, str(number + 1), 50, LACQUER, SERIF)
        first, _, rest = words.partition(" ")
        sheet.lines(x, y + 12, [first, rest], 32, INK, step=1.25)
    village_hall(sheet, 450, 1160, 440, "#6f1a10", CREAM, "#4b120b")
    sheet.waves(1186, 9, 150, "#7b1e13")
    sheet.waves(1214, 9, 170, "#5f150d", 60)
    return sheet.png()


def poster_mangrove() -> bytes:
    sheet = Canvas(900, 1273, "#f6c768")
    sheet.box(0, 0, 900, 420, "#f9dc9a")
    sheet.circle(640, 560, 170, "#e9752f")
    sheet.waves(640, 6, 220, "#2d7f8c")
    sheet.waves(720, 8, 180, "#226a78", 50)
    sheet.waves(838, 12, 420, "#7a5b3a", 90)
    for x, base, size in ((700, 960, 250), (140, 930, 220)):
        mangrove(sheet, x, base, size, "#4d3a25", "#2c6e4d", "#4f9468")
    mangrove(sheet, 400, 1010, 440, "#3b2b1a", "#17573c", "#3a8a5c")
    sheet.lines(450, 106, ["Giữ rừng", "là giữ đất Mũi"], 88, "#123c2b", SERIF, step=1.2)
    sheet.box(0, 1056, 900, 1273, "#123c2b")
    lines = [
        "Không chặt cây, không đào bãi, không bỏ lưới rách.",
        "Khách đi lối gỗ, mang rác về.",
        "Thấy khói, thấy chặt cây: báo trưởng ấp ngay.",
    ]
    sheet.lines(450, 1104, lines, 32, CREAM, SANS, step=1.5)
    sheet.text(450, 1244, "Xã Đất Mũi", 22, GOLD, SANS_PLAIN)
    return sheet.png(64)


def poster_forest_fire() -> bytes:
    sheet = Canvas(900, 1273, "#e8792b")
    sheet.box(0, 0, 900, 470, "#f29b45")
    sheet.circle(708, 520, 120, "#fbd27a")
    for number in range(16):
        melaleuca(
            sheet,
            24 + number * 58,
            960 + number % 3 * 8,
            330 + number * 47 % 110,
            "#f0e2cc",
            "#1d3f36" if number % 2 else "#28564a",
        )
    _watch_tower(sheet, 180, 960)
    sheet.box(0, 950, 900, 1273, "#14302a")
    sheet.ellipse(560, 640, 52, 70, "#c9932f")
    for row in range(4):
        sheet.ellipse(560, 596 + row * 30, 40 - abs(row - 1.5) * 6, 6, "#8a5d14")
    sheet.lines(450, 112, ["Mùa khô, rừng tràm", "cần mắt của mọi nhà"], 68, "#2b1204", SERIF, step=1.26)
    sheet.text(450, 1002, "CẤP DỰ BÁO CHÁY RỪNG", 28, CREAM)
    levels = (("I", "#5aa469"), ("II", "#9dbb4e"), ("III", "#e9c53b"), ("IV", "#e88a2d"), ("V", "#cf3b23"))
    for number, (label, colour) in enumerate(levels):
        sheet.box(80 + number * 150, 1032, 220 + number * 150, 1098, colour, radius=10)
        sheet.text(150 + number * 150, 1065, label, 36, INK, SERIF)
    sheet.lines(
        450,
        1140,
        [
            "Từ cấp III: không đốt cỏ, đốt đồng sát bìa rừng.",
            "Cấp IV, V: chỉ người trực mới vào rừng.",
            "Thấy khói: đánh kẻng ba hồi, báo trưởng ấp.",
        ],
        29,
        CREAM,
        step=1.42,
    )
    return sheet.png(64)


def _watch_tower(sheet: Canvas, x: float, base: float) -> None:
    for foot in (-70, 70):
        sheet.curve([(x + foot, base), (x + foot * 0.5, base - 420)], 12, "#3a2413")
    for rung in range(4):
        y, half = base - 60 - rung * 100, 62 - rung * 9
        sheet.curve([(x - half, y), (x + half, y - 50)], 7, "#3a2413")
    sheet.box(x - 62, base - 500, x + 62, base - 414, "#5a3a20")
    sheet.box(x - 44, base - 486, x + 44, base - 440, "#fbd27a")
    sheet.polygon([(x - 88, base - 496), (x, base - 566), (x + 88, base - 496)], "#2a170a")


def cover_covenant() -> bytes:
    sheet = Canvas(700, 1485, CREAM)
    sheet.box(0, 0, 700, 760, LACQUER)
    sheet.text(350, 84, "TỜ GẤP · TỈNH CÀ MAU", 26, GOLD)
    sheet.lines(350, 176, ["Hương ước,", "quy ước của mình"], 66, CREAM, SERIF, step=1.3)
    village_hall(sheet, 350, 716, 560, GOLD, CREAM, "#5f150d")
    sheet.lines(350, 820, ["Mình bàn, mình quyết,", "mình cùng giữ"], 42, LACQUER, SERIF, step=1.3)
    for number, words in enumerate(("Đề nghị", "Soạn", "Góp ý 30 ngày", "Thông qua", "Công nhận")):
        y = 976 + number * 92
        sheet.circle(140, y, 34, LACQUER)
        sheet.text(140, y, str(number + 1), 38, CREAM, SERIF)
        sheet.text(204, y, words, 40, INK, SANS, "lm")
        if number < 4:
            sheet.box(137, y + 40, 143, y + 54, LACQUER)
    sheet.text(350, 1440, "Nghị định 61/2023/NĐ-CP", 24, "#6b5f50", SANS_PLAIN)
    return sheet.png()


def cover_khmer() -> bytes:
    sheet = Canvas(700, 1485, "#f3b73c")
    sheet.circle(350, 880, 300, "#f9d480")
    sugar_palm(sheet, 96, 1110, 330, "#5c3b18", "#2f6b3c")
    sugar_palm(sheet, 612, 1110, 400, "#5c3b18", "#3a7a48")
    pagoda(sheet, 350, 1108, 500, "#b5401f", "#fff3d2", "#7a2410")
    sheet.box(0, 1124, 700, 1485, "#7a2410")
    sheet.text(350, 92, "TỜ GẤP CHO ĐỒNG BÀO KHMER", 28, "#7a2410")
    sheet.lines(350, 206, ["Cùng bàn,", "cùng quyết", "việc phum sóc"], 80, "#4c1608", SERIF, step=1.2)
    sheet.lines(
        350,
        1196,
        ["Họp ấp nói tiếng nào cũng được,", "có người thông dịch.", "Mỗi nhà một tiếng nói."],
        36,
        CREAM,
        step=1.5,
    )
    sheet.text(350, 1432, "Tỉnh Cà Mau", 26, "#f3b73c", SANS_PLAIN)
    return sheet.png(64)


def cover_alley() -> bytes:
    sheet = Canvas(700, 1485, "#cfe6ee")
    sheet.circle(560, 560, 80, "#f6d27c")
    walls = ("#e8a66a", "#f3e0b8", "#7fb2a6", "#e6c0a8", "#a9c7dd")
    for number, wall in enumerate(walls):
        town_house(sheet, 14 + number * 137, 1080, 124, 360 + number * 83 % 150, wall, "#1d4a5f")
    sheet.box(0, 1080, 700, 1485, "#1d4a5f")
    sheet.polygon([(270, 1080), (430, 1080), (640, 1140), (60, 1140)], "#9fb4be")
    sheet.text(350, 88, "TỜ GẤP · PHƯỜNG AN XUYÊN", 28, "#1d4a5f")
    sheet.lines(350, 210, ["Hẻm sạch,", "khóm yên"], 100, "#123546", SERIF, step=1.2)
    sheet.text(350, 430, "Sáu nếp chung", 44, LACQUER, SERIF)
    sheet.lines(
        350,
        1212,
        [
            "Rác đúng giờ. Xe chừa lối.",
            "Nhạc tắt sớm. Chó có rọ mõm.",
            "Nhà có bình chữa cháy.",
            "Hỏi thăm người già mỗi ngày.",
        ],
        36,
        CREAM,
        step=1.6,
    )
    return sheet.png(64)


def film_meeting() -> bytes:
    sheet = Canvas(1120, 630, "#f1e3c6")
    sheet.box(0, 430, 1120, 630, "#c58a52")
    sheet.box(330, 50, 790, 236, "#24503f", radius=8)
    sheet.text(560, 104, "Tổng số hộ: 200", 36, CREAM)
    sheet.text(560, 176, "Tán thành: 101 / 200", 40, GOLD)
    sheet.box(60, 70, 250, 200, LACQUER, radius=6)
    sheet.lines(155, 112, ["NHÀ VĂN HÓA", "KHÓM"], 23, CREAM, step=1.6)
    sheet.box(880, 60, 1060, 230, "#bfe0ea", radius=4)
    sheet.box(966, 60, 974, 230, CREAM)
    people = (
        ("#3d6f8e", "#d9a27a", "#2b211b"), ("#b5532e", "#e3b38c", "#8d8a86"), ("#3f7d54", "#cf9468", "#1f1a17"),
        ("#7a4a86", "#e0ab84", "#d8d5d0"), ("#c79a2e", "#d9a27a", "#3a2a20"),
    )  # fmt: skip
    for number, (clothes, skin, hair) in enumerate(people):
        person(sheet, 160 + number * 200, 470, 150, clothes, skin, hair)
    sheet.box(40, 462, 1080, 500, "#7b4a22", radius=6)
    sheet.box(80, 500, 1040, 620, "#96602f")
    for x in (290, 560, 800):
        sheet.polygon([(x, 468), (x + 90, 468), (x + 80, 488), (x - 10, 488)], "#ffffff")
    return sheet.png(64)


PICTURES: dict[str, Callable[[], bytes]] = {
    "ap-phich-dan-biet-dan-ban": poster_six_rights,
    "ap-phich-giu-rung-dat-mui": poster_mangrove,
    "ap-phich-phong-chay-rung": poster_forest_fire,
    "to-gap-huong-uoc": cover_covenant,
    "to-gap-dong-bao-khmer": cover_khmer,
    "to-gap-hem-sach-khom-yen": cover_alley,
    "phim-ngan-mot-buoi-hop-khom": film_meeting,
}
