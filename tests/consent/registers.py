"""Registers to ask consent from: those of the playground."""

from site_builder.preview.playground.register import ACTIVECAMPAIGN, LANDBOT, item, organisation, playground, recipient

__all__ = ["ACTIVECAMPAIGN", "LANDBOT", "item", "organisation", "playground", "recipient"]
