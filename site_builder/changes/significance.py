"""How much a change matters to readers, and how long before it takes effect they must know (WP260 rev.01, par. 29-30).

What the law wants told in time is at least material; what the old statement merely left out and this one states is
factual, unless a reader could not have reckoned with it.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import cast

from site_builder.changes.change import Change
from site_builder.model import SignificanceName


class Significance(IntEnum):
    """From what nobody needs to know to what everybody must know well before."""

    EDITORIAL = 0
    FACTUAL = 1
    MATERIAL = 2
    FUNDAMENTAL = 3

    @property
    def word(self) -> SignificanceName:
        """The class as it is written in a statement and in JSON."""
        return cast(SignificanceName, self.name.lower())


# The law says “well before” and gives no number: these days are a default.
LEAD_DAYS: Mapping[Significance, int] = {
    Significance.FUNDAMENTAL: 30,
    Significance.MATERIAL: 14,
    Significance.FACTUAL: 0,
    Significance.EDITORIAL: 0,
}

_EDITORIAL, _FACTUAL, _MATERIAL, _FUNDAMENTAL = Significance

SIGNIFICANCE: Mapping[str, Significance] = {
    # the controller: its identity and how to reach it are always told
    "controller_name_changed": _MATERIAL,
    "controller_part_of_changed": _MATERIAL,
    "controller_registration_stated": _FACTUAL,
    "controller_registration_changed": _MATERIAL,
    "controller_registration_withdrawn": _FACTUAL,
    "controller_address_changed": _MATERIAL,
    "controller_email_changed": _MATERIAL,
    "controller_telephone_stated": _FACTUAL,
    "controller_telephone_changed": _MATERIAL,
    "controller_telephone_withdrawn": _MATERIAL,
    "controller_website_changed": _FACTUAL,
    # who represents it, who else is responsible, who watches
    "representative_none_stated": _FACTUAL,
    "representative_stated": _FACTUAL,
    "representative_appointed": _MATERIAL,
    "representative_changed": _MATERIAL,
    "representative_removed": _MATERIAL,
    "representative_withdrawn": _MATERIAL,
    "joint_controllers_none_stated": _FACTUAL,
    "joint_controller_stated": _MATERIAL,
    "joint_controller_added": _MATERIAL,
    "joint_controller_changed": _MATERIAL,
    "joint_controller_removed": _MATERIAL,
    "joint_controllers_withdrawn": _MATERIAL,
    "joint_arrangement_changed": _MATERIAL,
    "data_protection_officer_none_stated": _FACTUAL,
    "data_protection_officer_stated": _FACTUAL,
    "data_protection_officer_appointed": _MATERIAL,
    "data_protection_officer_changed": _MATERIAL,
    "data_protection_officer_removed": _MATERIAL,
    "data_protection_officer_withdrawn": _MATERIAL,
    "supervisory_authority_stated": _FACTUAL,
    "supervisory_authority_changed": _MATERIAL,
    "supervisory_authority_withdrawn": _MATERIAL,
    "supervisory_authority_contact_changed": _FACTUAL,
    # data and how long they are kept
    "data_category_added": _MATERIAL,
    "special_data_category_added": _FUNDAMENTAL,
    "data_category_removed": _FACTUAL,
    "data_category_id_renamed": _EDITORIAL,
    "data_category_label_changed": _FACTUAL,
    "data_category_became_special": _FUNDAMENTAL,
    "data_category_no_longer_special": _MATERIAL,
    "article9_stated": _MATERIAL,
    "article9_changed": _FUNDAMENTAL,
    "article9_withdrawn": _MATERIAL,
    "retention_stated": _FACTUAL,
    "retention_longer": _MATERIAL,
    "retention_shorter": _FACTUAL,
    "retention_rephrased": _EDITORIAL,
    "retention_criteria_changed": _MATERIAL,
    "retention_period_fixed": _MATERIAL,
    "retention_period_dropped": _MATERIAL,
    "retention_withdrawn": _MATERIAL,
    "retention_reason_changed": _FACTUAL,
    # purposes
    "purpose_added": _FUNDAMENTAL,
    "purpose_removed": _FACTUAL,
    "purpose_id_renamed": _EDITORIAL,
    "purpose_title_changed": _FACTUAL,
    "purpose_description_changed": _FACTUAL,
    "purpose_start_stated": _FACTUAL,
    "purpose_start_changed": _MATERIAL,
    "purpose_start_withdrawn": _FACTUAL,
    "legal_basis_stated": _MATERIAL,
    "legal_basis_changed": _FUNDAMENTAL,
    "legal_basis_left_consent": _FUNDAMENTAL,
    "legal_basis_withdrawn": _MATERIAL,
    "purpose_law_stated": _FACTUAL,
    "purpose_law_changed": _MATERIAL,
    "purpose_law_withdrawn": _MATERIAL,
    # an interest counts from the day it was told (CJEU C-394/23)
    "legitimate_interest_stated": _MATERIAL,
    "legitimate_interest_changed": _MATERIAL,
    "legitimate_interest_withdrawn": _MATERIAL,
    "balancing_test_offered": _FACTUAL,
    "balancing_test_withdrawn": _MATERIAL,
    "purpose_withdraw_stated": _FACTUAL,
    "purpose_withdraw_changed": _MATERIAL,
    "purpose_withdraw_withdrawn": _MATERIAL,
    "direct_marketing_stated": _MATERIAL,
    "direct_marketing_ended": _FACTUAL,
    "purpose_data_stated": _FACTUAL,
    "purpose_data_added": _MATERIAL,
    "purpose_special_data_added": _FUNDAMENTAL,
    "purpose_data_removed": _FACTUAL,
    "purpose_data_withdrawn": _MATERIAL,
    "purpose_recipients_stated": _FACTUAL,
    "purpose_recipient_added": _MATERIAL,
    "purpose_recipient_removed": _FACTUAL,
    "purpose_recipients_withdrawn": _MATERIAL,
    "purpose_source_stated": _FACTUAL,
    "purpose_source_changed": _MATERIAL,
    "purpose_source_withdrawn": _MATERIAL,
    "purpose_source_name_stated": _FACTUAL,
    "purpose_source_name_changed": _MATERIAL,
    "purpose_source_name_withdrawn": _MATERIAL,
    "purpose_source_access_stated": _FACTUAL,
    "purpose_source_access_changed": _MATERIAL,
    "purpose_source_access_withdrawn": _MATERIAL,
    "purpose_informed_when_changed": _FACTUAL,
    "provision_stated": _FACTUAL,
    "provision_changed": _MATERIAL,
    "provision_withdrawn": _MATERIAL,
    "consequence_changed": _FACTUAL,
    # decisions by a system alone
    "automated_decisions_none_stated": _FACTUAL,
    "automated_decision_stated": _FUNDAMENTAL,
    "automated_decision_added": _FUNDAMENTAL,
    "automated_decision_removed": _FACTUAL,
    "automated_decisions_withdrawn": _MATERIAL,
    "automated_decision_id_renamed": _EDITORIAL,
    "automated_decision_title_changed": _FACTUAL,
    "automated_decision_logic_changed": _MATERIAL,
    "automated_decision_significance_changed": _MATERIAL,
    "automated_decision_consequences_changed": _MATERIAL,
    "automated_decision_human_review_changed": _MATERIAL,
    # recipients
    "recipient_added": _FUNDAMENTAL,
    "recipient_replaced": _MATERIAL,
    "recipient_removed": _FACTUAL,
    "recipient_id_renamed": _EDITORIAL,
    "recipient_renamed": _FACTUAL,
    "recipient_company_stated": _FACTUAL,
    "recipient_company_changed": _MATERIAL,
    "recipient_company_withdrawn": _MATERIAL,
    "recipient_role_stated": _FACTUAL,
    "recipient_role_changed": _MATERIAL,
    "recipient_became_controller": _FUNDAMENTAL,
    "recipient_role_withdrawn": _MATERIAL,
    "recipient_service_changed": _FACTUAL,
    "recipient_country_stated": _FACTUAL,
    "recipient_country_changed": _FACTUAL,
    "recipient_country_outside_eea_stated": _FUNDAMENTAL,
    "recipient_country_outside_eea": _FUNDAMENTAL,
    "recipient_country_withdrawn": _MATERIAL,
    "transfer_stated": _FUNDAMENTAL,
    "transfer_added": _FUNDAMENTAL,
    "transfer_ended": _FACTUAL,
    "transfer_lost": _FUNDAMENTAL,
    "transfer_country_added": _FUNDAMENTAL,
    "transfer_country_removed": _FACTUAL,
    "transfer_mechanism_changed": _MATERIAL,
    "transfer_safeguard_lost": _FUNDAMENTAL,
    "transfer_decision_changed": _FACTUAL,
    "transfer_fallback_stated": _FACTUAL,
    "transfer_fallback_changed": _FACTUAL,
    "transfer_fallback_withdrawn": _MATERIAL,
    "transfer_checked": _EDITORIAL,
    "transfer_copy_stated": _FACTUAL,
    "transfer_copy_changed": _MATERIAL,
    "transfer_copy_withdrawn": _MATERIAL,
    "recipient_agreement_changed": _FACTUAL,
    "recipient_data_stated": _FACTUAL,
    "recipient_data_added": _MATERIAL,
    "recipient_special_data_added": _FUNDAMENTAL,
    "recipient_data_removed": _FACTUAL,
    "recipient_data_withdrawn": _MATERIAL,
    # what is kept on a visitor's device
    "storage_purpose_added": _MATERIAL,
    "storage_exempt_purpose_added": _FACTUAL,
    "storage_purpose_removed": _FACTUAL,
    "storage_purpose_id_renamed": _EDITORIAL,
    "storage_label_changed": _FACTUAL,
    "storage_description_changed": _FACTUAL,
    "storage_consent_required": _MATERIAL,
    "storage_consent_dropped": _FUNDAMENTAL,
    "storage_exemption_stated": _FACTUAL,
    "storage_exemption_changed": _MATERIAL,
    "storage_exemption_withdrawn": _MATERIAL,
    "storage_justification_changed": _FACTUAL,
    "storage_service_stated": _MATERIAL,
    "storage_service_added": _MATERIAL,
    "storage_exempt_service_stated": _FACTUAL,
    "storage_exempt_service_added": _FACTUAL,
    "storage_service_removed": _FACTUAL,
    "storage_service_id_renamed": _EDITORIAL,
    "storage_service_moved": _MATERIAL,
    "storage_service_left_consent": _FUNDAMENTAL,
    "storage_service_renamed": _FACTUAL,
    "storage_service_description_changed": _FACTUAL,
    "storage_service_recipient_changed": _MATERIAL,
    "storage_item_stated": _MATERIAL,
    "storage_item_added": _MATERIAL,
    "storage_exempt_item_stated": _FACTUAL,
    "storage_exempt_item_added": _FACTUAL,
    "storage_item_removed": _FACTUAL,
    "storage_item_renamed": _FACTUAL,
    "storage_kind_changed": _FACTUAL,
    "storage_set_by_changed": _MATERIAL,
    "storage_item_description_changed": _FACTUAL,
    "storage_life_stated": _FACTUAL,
    "storage_life_longer": _MATERIAL,
    "storage_exempt_life_longer": _FACTUAL,
    "storage_life_shorter": _FACTUAL,
    "storage_life_rephrased": _EDITORIAL,
    "storage_life_withdrawn": _MATERIAL,
    "storage_reader_added": _MATERIAL,
    "storage_reader_removed": _FACTUAL,
    # rights, children, language
    "right_added": _FACTUAL,
    "right_removed": _MATERIAL,
    "rights_contact_changed": _MATERIAL,
    "response_time_longer": _MATERIAL,
    "response_time_shorter": _FACTUAL,
    "response_time_rephrased": _EDITORIAL,
    "identification_stated": _FACTUAL,
    "identification_changed": _MATERIAL,
    "identification_withdrawn": _MATERIAL,
    "children_stated": _FACTUAL,
    "children_age_changed": _MATERIAL,
    "children_addressed": _MATERIAL,
    "children_no_longer_addressed": _FACTUAL,
    "children_withdrawn": _MATERIAL,
    "parental_consent_changed": _MATERIAL,
    "authoritative_locale_changed": _MATERIAL,
}


def significance(change: Change) -> Significance:
    return SIGNIFICANCE[change.kind]


def significance_of(changes: Iterable[Change]) -> Significance:
    """That of the weightiest change; without changes of facts what is left is editorial."""
    return max(map(significance, changes), default=Significance.EDITORIAL)
