from django.apps import AppConfig


class Exchanges(AppConfig):
    name = "dodomu.exchanges"
    label = "exchanges"
