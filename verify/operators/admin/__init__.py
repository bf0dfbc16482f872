"""Every page of the admin, one module a matter; Django looks for them here."""

from verify.operators.admin import (  # noqa: F401 - each registers its pages
    camera_list,
    evidence,
    makers,
    people,
    programs,
    trail,
    trust,
    work,
)
