from django.apps import AppConfig


class Ledger(AppConfig):
    name = "dodomu.ledger"
    label = "ledger"
