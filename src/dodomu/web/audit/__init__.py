"""The ledger as the auditor reads it, and the accounts as the administrator keeps them."""
