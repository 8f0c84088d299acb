from django.apps import AppConfig


class Families(AppConfig):
    name = "dodomu.families"
    label = "families"
