"""What Northbank's cases add up to, whatever the seed: the figures of the demonstration inspection."""

from __future__ import annotations

SENIOR, MANAGER = "senior case manager", "case manager"
SUPERVISED, NOT_LOW, UNPAID, RELEASED = 130, 112, 40, 30
NOT_LOW_OF = {SENIOR: 50, MANAGER: 62}
"""Cases not at low risk of serious harm in the inspector's view, by the grade of who holds them."""
SUFFICIENT = {
    "2.1.1": 78, "2.1.2": 88, "2.1.3": 75,
    "2.2.1": 76, "2.2.2": 79, "2.2.3": 64,
    "2.3.1": 95, "2.3.2": 82, "2.3.3": 49,
    "2.4.1": 85, "2.4.2": 82, "2.4.3": 55,
    "4.1.1": 29, "4.1.2": 30, "4.1.3": 31, "4.1.4": 34,
    "4.2.1": 19, "4.2.2": 17, "4.2.3": 20,
}  # fmt: skip
BY_GRADE = {"2.3.3": {SENIOR: 31, MANAGER: 18}}
OWN_PLAN = 69
DOMESTIC_ABUSE = {"needed": 118, "asked": 97, "answered": 78, "used": 34}
HOME_VISIT = {"needed": 84, "made": 27}
NEW_CIRCUMSTANCES = {"changed": 22, "acted_on": 9}
SCORED_TWICE = 18
STAFF = {SENIOR: 16, MANAGER: 20}
INTERVIEWS = {
    "i.workload": {SENIOR: 7, MANAGER: 5},
    "i.skills": {SENIOR: 14, MANAGER: 7},
    "i.induction": {SENIOR: 12, MANAGER: 11},
    "i.supervision": {SENIOR: 10, MANAGER: 9},
}
"""Staff who answered yes, by grade: nobody was trained for what case managers now hold."""
STRATA = (
    ("male", "community", False, 290),
    ("male", "community", True, 60),
    ("male", "post_custody", False, 145),
    ("male", "post_custody", True, 15),
    ("female", "community", False, 50),
    ("female", "community", True, 16),
    ("female", "post_custody", False, 20),
    ("female", "post_custody", True, 4),
)
"""The eligible caseload: gender, setting, low risk of serious harm in the provider's view, cases."""
RESTRICTED, FUTURE, DUPLICATES = 12, 8, 10
UNPAID_CASELOAD, RELEASED_CASELOAD = 52, 100
