"""Papers: covenants, decisions and letters as PDF and DOCX, laid out as NĐ 30/2020 has it."""

from .covenant_docx import covenant_docx
from .covenant_pdf import covenant_pdf
from .paper import SIGNERS, CovenantPaper, Signer

__all__ = ["SIGNERS", "CovenantPaper", "Signer", "covenant_docx", "covenant_pdf"]
