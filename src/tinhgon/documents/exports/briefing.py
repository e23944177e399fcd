"""The phiếu trình to print, with what was said of it until then."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from officekit import typeset
from tinhgon.documents.queries.briefing import BriefView, brief_form


def brief_pdf(view: BriefView, at: datetime, printed_by: str) -> bytes:
    """One version, as the reader may see it; the sheet as it went up is kept beside (`briefing.sheet_content`)."""
    local = timezone.localtime(at)
    form = brief_form(view, f"{printed_by} in lúc {local:%H:%M ngày %d/%m/%Y}")
    return typeset.form(form, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())
