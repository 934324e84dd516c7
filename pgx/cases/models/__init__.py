"""What is stored of cases: published versions, drafts, and attempts with their answers.

Versions, results and answers are only ever added: an attempt is replayed from what stands here,
whatever release, engine or case comes later.
"""

from pgx.cases.models.attempts import Answer, Attempt, Result
from pgx.cases.models.drafts import CaseDraft
from pgx.cases.models.versions import LONGEST_NAME, CaseVersion, Standing

__all__ = ["LONGEST_NAME", "Answer", "Attempt", "CaseDraft", "CaseVersion", "Result", "Standing"]
