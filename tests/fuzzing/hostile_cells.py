"""Rows nobody should have typed, under every header there is."""

import csv
import io
from random import Random
from typing import Final

from situationroom.intake.columns import fields
from situationroom.intake.labels import LABELS

PIECES: Final = (
    "张伟", "欧阳娜娜", "ZHANG/WEI MR", "Zhang, Wei", "𠮷田", "مهدي", "Nguyễn Văn A", "等3人",
    "及其母亲", "、", ",", "/", "\\", "|", ";", "(", ")", "（", "）", "+86", "13800138000",
    "E12345678", "1.38E+10", "110101198503020012", "1985-03-02", "03/04/1988", "1988年3月",
    "二〇一六年", "昨天下午3点", "2h ago", "65岁", "3个月", "-", "--", "=",
    "=cmd|' /C calc'!A0", "@SUM(1)", "<b>", "&amp;", "../../etc", "\u202e", "\u200b",
    "\ufeff", "\ud800", "\x00", "\x1b[2J", "\n", "\r", "\t", "\u3000", "９", "²", "½", "Ⅷ",
    "٣", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "N/A", "不详", "0", "-1", "1e400",
    "999999999999999999999", "36.5,28.9", "36°12'N", "https://maps.google.com/?q=1,2",
    "a@b.c", "轮椅", "insulin", "合计", "姓名", "总计", "男", "F", "yes", "是", "%s", "{0}",
    "{name}", "'; DROP TABLE person;--", "💥", "e\u0301" * 3,
)  # fmt: skip


def cell(random: Random) -> str:
    """Pieces of real cells and of attacks in any order; now and then very long."""
    if random.random() < 0.02:
        return random.choice(PIECES) * random.choice((300, 3000, 30_000 // 8))
    joint = random.choice(("", " ", "", ";"))
    return joint.join(random.choice(PIECES) for _ in range(random.randint(0, 5)))


def sheet(random: Random, rows: int = 12) -> bytes:
    """A CSV of such cells under headers that are understood, in UTF-8 as far as that can hold."""
    known = list(fields())
    names = [LABELS.get(name, name) for name in random.sample(known, random.randint(3, 14))]
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["姓名", *names])
    for _ in range(rows):
        writer.writerow([cell(random) for _ in range(len(names) + 1)])
    return written.getvalue().encode("utf-8", "surrogatepass")
