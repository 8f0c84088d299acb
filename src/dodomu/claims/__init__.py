"""Claims with numbers in news text: found, judged against what was published, checked for consistency, put in words.

Pure: no Django, no clock, no settings. Both languages come out of every function that speaks, as ``wording.Text``.
"""

from dodomu.claims.claim import Claim
from dodomu.claims.extract import claims_in

__all__ = ["Claim", "claims_in"]
