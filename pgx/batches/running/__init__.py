"""How batches are worked off: claimed fairly, under leases, step by step, by any worker.

A message in the queue names no work: whoever gets it claims the piece whose owner has waited
longest. So a message that comes twice does the next piece, or nothing; and one that is lost
is made up for by the scheduler (`looking.look_after`).
"""
