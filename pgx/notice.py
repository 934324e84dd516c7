"""The non-clinical notice: defined once, shown on every surface."""

from django.utils.translation import gettext_lazy as _

NOTICE = _(
    "For teaching. Never for the care of a patient: the guideline layer restates published "
    "text, and everything marked “model” illustrates mechanisms and predicts nothing for a person."
)

NOTICE_SHORT = _("For teaching, not for patient care")

# Pages and reports also speak to whoever takes one of these medicines.
MEDICINE_NOTICE = _(
    "If you take one of these medicines, change nothing because of what you see here: "
    "stopping suddenly can make you ill. Speak to your prescriber."
)
