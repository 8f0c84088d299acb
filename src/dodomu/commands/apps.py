from django.apps import AppConfig


class Commands(AppConfig):
    name = "dodomu.commands"
    label = "commands"
