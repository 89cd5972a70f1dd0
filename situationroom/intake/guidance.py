"""Lines under a header that tell how to fill the list in: '例：张三', '必填', 'YYYY-MM-DD'."""

import re
from collections.abc import Sequence
from typing import Final

from situationroom.intake.results import Reason

EXAMPLE: Final = Reason("A line that shows how to fill the list in.")
_EXAMPLE = re.compile(
    r"[（(【\[]?(?:示例|样例|範例|范例|例如|例|例子|举例|example|sample|e\.g\.|beispiel|exemple|ejemplo|"
    r"exemplo|örnek|пример|مثال)\d?(?:[）)】\]]|\s*[:：]|$)",
    re.I,
)
_EXPLAINS = re.compile(
    r"[（(【\[]?(?:必填|选填|可选|非必填|必须填写|required|mandatory|optional|pflichtfeld|obligatoire|"
    r"obligatorio|男/女|女/男|m/f|f/m|是/否|y/n|yes/no|下拉选择|请选择|文本|数字|日期|\d{1,2}位|"
    r"[ymd年月日]{1,4}([-/.年])[ymd]{1,4}[-/.月][ymd]{1,4}日?)[）)】\]]?",
    re.I,
)


def is_guidance(filled: Sequence[str]) -> bool:
    """'例：张三', or '必填' and '男/女' under the header: for who fills the list in."""
    shown = next((cell for cell in filled[:2] if _EXAMPLE.match(cell.strip())), None)
    if shown is not None and len(filled) > 1:
        return True
    explained = sum(bool(_EXPLAINS.fullmatch(cell.strip())) for cell in filled[:20])
    return explained >= 2 and explained * 2 >= len(filled)
