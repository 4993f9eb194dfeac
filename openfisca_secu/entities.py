"""The four entities, with openfisca-france's keys and roles so that its situations load here."""

from openfisca_core.entities import build_entity

Individu = build_entity(
    key="individu",
    plural="individus",
    label="Individu",
    doc="Une personne, de tout âge.",
    is_person=True,
)

Famille = build_entity(
    key="famille",
    plural="familles",
    label="Famille au sens des prestations",
    doc="""
    Le foyer d'allocataire des caisses d'allocations familiales : un adulte seul, ou un couple (marié, pacsé ou
    en concubinage), et les enfants dont il a la charge. Un enfant qui forme son propre foyer n'y est pas.
    """,
    roles=[
        {
            "key": "parent",
            "plural": "parents",
            "label": "Parents",
            "doc": "La ou les deux personnes qui demandent les prestations.",
            "subroles": ["demandeur", "conjoint"],
        },
        {
            "key": "enfant",
            "plural": "enfants",
            "label": "Enfants",
            "doc": "Les enfants et jeunes qui vivent avec elles ; la loi dit lesquels sont à charge.",
        },
    ],
)

FoyerFiscal = build_entity(
    key="foyer_fiscal",
    plural="foyers_fiscaux",
    label="Foyer fiscal",
    doc="Les personnes d'une même déclaration de revenus.",
    roles=[
        {
            "key": "declarant",
            "plural": "declarants",
            "label": "Déclarants",
            "doc": "Le déclarant, et son époux ou partenaire lié par un pacs.",
            "subroles": ["declarant_principal", "conjoint"],
        },
        {
            "key": "personne_a_charge",
            "plural": "personnes_a_charge",
            "label": "Personnes à charge",
            "doc": "Les personnes comptées à charge dans cette déclaration.",
        },
    ],
)

Menage = build_entity(
    key="menage",
    plural="menages",
    label="Ménage",
    doc="Les occupants d'un même logement.",
    roles=[
        {
            "key": "personne_de_reference",
            "label": "Personne de référence",
            "doc": "La personne de référence du logement.",
            "max": 1,
        },
        {
            "key": "conjoint",
            "label": "Conjoint de la personne de référence",
            "doc": "La personne en couple avec la personne de référence.",
            "max": 1,
        },
        {
            "key": "enfant",
            "plural": "enfants",
            "label": "Enfants",
            "doc": "Les enfants de la personne de référence ou de son conjoint.",
        },
        {
            "key": "autre",
            "plural": "autres",
            "label": "Autres occupants",
            "doc": "Les autres personnes du logement.",
        },
    ],
)

entities = [Individu, Famille, FoyerFiscal, Menage]
