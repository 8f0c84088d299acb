"""Whose people a sentence counts, each side for itself: who handed over, who received, who still holds."""

import pytest

from dodomu.claims import claims_in

SENTENCES = [
    (
        "Russia's Defence Ministry said 95 servicemen had been returned.",
        {(95, "released", "russian")},
    ),
    (
        "The Russian Defence Ministry said 95 Russian soldiers were released from Ukrainian captivity.",
        {(95, "released", "russian")},
    ),
    (
        "Moscow said it received 95 soldiers and handed over 90 Ukrainians.",
        {(90, "released", "ukrainian"), (95, "released", "russian")},
    ),
    (
        "Kyiv handed over 95 Russian prisoners and received 90 soldiers.",
        {(90, "released", "ukrainian"), (95, "released", "russian")},
    ),
    (
        "Ukraine released 95 Russians in exchange for 90 Ukrainians.",
        {(90, "released", "ukrainian"), (95, "released", "russian")},
    ),
    (
        "Russia freed 95 Ukrainians, and Ukraine freed 90 Russians.",
        {(90, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Ukraine and Russia swapped 95 prisoners each.",
        {(95, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Each side freed 95 prisoners.",
        {(95, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Ninety-five prisoners were freed on each side.",
        {(95, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Russia and Ukraine exchanged 190 prisoners.",
        {(190, "released", "other")},
    ),
    (
        "A total of 190 prisoners were exchanged: 95 Ukrainians and 95 Russians.",
        {(190, "released", "other"), (95, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "95 Ukrainians were swapped for 90 Russians.",
        {(90, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Ukraine got back 95 of its soldiers and Russia 90.",
        {(90, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Russia returned 95 bodies and got 19 back.",
        {(19, "body_repatriated", "russian"), (95, "body_repatriated", "ukrainian")},
    ),
    (
        "Ukraine gave Russia 19 bodies.",
        {(19, "body_repatriated", "russian")},
    ),
    (
        "Russia received the bodies of 19 soldiers.",
        {(19, "body_repatriated", "russian")},
    ),
    (
        "Ukraine is holding 4,000 Russian soldiers.",
        {(4000, "in_captivity", "russian")},
    ),
    (
        "There are 4,000 Russian POWs in Ukraine.",
        {(4000, "in_captivity", "russian")},
    ),
    (
        "4,000 Russians are in Ukrainian captivity, while Russia holds 7,000 Ukrainians.",
        {(4000, "in_captivity", "russian"), (7000, "in_captivity", "ukrainian")},
    ),
    (
        "Ukrainian troops captured 102 Russian soldiers in one day.",
        {(102, "other", "russian")},
    ),
    (
        "Russian troops captured 50 Ukrainian soldiers.",
        {(50, "other", "ukrainian")},
    ),
    (
        "Russia executed 16 Ukrainian prisoners of war.",
        {(16, "other", "ukrainian")},
    ),
    (
        "Росія отримала 95 своїх військових, а Україна – 90.",
        {(90, "released", "ukrainian"), (95, "released", "russian")},
    ),
    (
        "Міноборони РФ: повернуто 95 російських військовослужбовців.",
        {(95, "released", "russian")},
    ),
    (
        "У Міноборони Росії заявили, що додому повернулися 95 військових.",
        {(95, "released", "russian")},
    ),
    (
        "Україна передала Росії 95 полонених.",
        {(95, "released", "russian")},
    ),
    (
        "Україна віддала 95 росіян, а отримала 90 українців.",
        {(90, "released", "ukrainian"), (95, "released", "russian")},
    ),
    (
        "Росія віддала 95 українців, а взамін отримала 90 росіян.",
        {(90, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Сторони обмінялися по 95 полонених.",
        {(95, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Росія та Україна звільнили по 95 військовополонених.",
        {(95, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Обмін відбувся за формулою 95 на 95.",
        {(95, "released", "ukrainian")},
    ),
    (
        "Обміняли 95 українців на 90 росіян.",
        {(90, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Росія передала Україні тіла 95 загиблих, а Україна Росії – 19.",
        {(19, "body_repatriated", "russian"), (95, "body_repatriated", "ukrainian")},
    ),
    (
        "Росії передали 19 тіл.",
        {(19, "body_repatriated", "russian")},
    ),
    (
        "Натомість росіянам повернули 19 тіл.",
        {(19, "body_repatriated", "russian")},
    ),
    (
        "В українському полоні 4000 росіян.",
        {(4000, "in_captivity", "russian")},
    ),
    (
        "Україна утримує 4000 російських військових.",
        {(4000, "in_captivity", "russian")},
    ),
    (
        "У нас 4000 полонених росіян, а в них – 7000 наших.",
        {(4000, "in_captivity", "russian"), (7000, "in_captivity", "ukrainian")},
    ),
    (
        "Сили оборони взяли в полон 102 окупантів.",
        {(102, "other", "russian")},
    ),
    (
        "Росіяни взяли в полон 50 захисників.",
        {(50, "other", "ukrainian")},
    ),
    (
        "Росіяни стратили 16 полонених.",
        {(16, "other", "ukrainian")},
    ),
    (
        "У полоні померли 206 українців.",
        {(206, "other", "ukrainian")},
    ),
    (
        "206 prisoners have died in Russian captivity.",
        {(206, "other", "ukrainian")},
    ),
    (
        "Росія звільнила 95 українців, Україна – 90 росіян.",
        {(90, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "За повідомленням Москви, 95 її військових повернулися.",
        {(95, "released", "russian")},
    ),
    (
        "Mediators said 95 Ukrainians and 90 Russians had been released.",
        {(90, "released", "russian"), (95, "released", "ukrainian")},
    ),
    (
        "Ukraine brought home 95 soldiers, 20 women among them.",
        {(20, "released", "ukrainian"), (95, "released", "ukrainian")},
    ),
    (
        "Of the 95 freed, 20 are women.",
        {(20, "released", "ukrainian"), (95, "released", "ukrainian")},
    ),
    (
        "Серед 95 звільнених 20 жінок.",
        {(20, "released", "ukrainian"), (95, "released", "ukrainian")},
    ),
    (
        "Russia is ready to hand over 1,000 bodies.",
        set(),
    ),
    (
        "The sides will exchange 1,200 prisoners next week.",
        set(),
    ),
    (
        "Україна готова обміняти 1200 полонених.",
        set(),
    ),
    (
        "The 36th brigade returned from captivity.",
        set(),
    ),
    (
        "У 186 місцях тримають полонених.",
        set(),
    ),
    (
        "90% of the prisoners were tortured.",
        set(),
    ),
    (
        "After 333 days in captivity he came home.",
        set(),
    ),
    (
        "Відбувся 54-й обмін полоненими.",
        set(),
    ),
    (
        "Ukraine has held 54 exchanges.",
        set(),
    ),
    (
        "Повернули 15 дітей із полону.",
        set(),
    ),
    (
        "У полоні він схуд на 40 кілограмів.",
        set(),
    ),
    (
        "The youngest freed soldier is 19.",
        set(),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_each_side_is_told_its_own_number(text, expected):
    found = claims_in(text, language="auto", published="2024-07-18")
    assert {(claim.value, claim.what, claim.side) for claim in found} == expected
