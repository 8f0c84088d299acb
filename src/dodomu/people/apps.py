from django.apps import AppConfig


class People(AppConfig):
    name = "dodomu.people"
    label = "people"
