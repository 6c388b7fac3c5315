"""Who has to hear of what, when, through which channel, and did they? A process of its own.

Candidates on a board → episodes (open, gone, resolved) → notices (who must be told) → letters →
the outbox → mail and webhooks. The worker and the pages never wait for any of it.
"""
