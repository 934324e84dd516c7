"""What Raphe counts about itself, beside the requests: shown at /metrics, without any content."""

from prometheus_client import Counter

ASSESSMENTS = Counter("raphe_assessments", "Questions answered, by detail.", ["detail"])
DRAWS_STOPPED = Counter("raphe_draws_stopped", "Monte Carlo stopped because its time was over.")
THROTTLED = Counter(
    "raphe_throttled_requests", "Requests refused because there were too many, by limit.", ["limit"]
)
