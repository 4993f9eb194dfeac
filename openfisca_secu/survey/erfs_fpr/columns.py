"""Columns of ERFS-FPR: amounts that are used, and why others are not."""

# Amounts net of non-deductible CSG and CRDS, and the column of what would be added.
AMOUNTS = {
    "salaires_i": "csg_nd_crds_sal_i",
    "chomage_i": "csg_nd_crds_cho_i",
    "retraites_i": "csg_nd_crds_ret_i",
    "pens_invalidite_i": "csg_nd_crds_inv_i",
    "rag_i": "csg_nd_crds_rag_i",
    "ric_i": "csg_nd_crds_ric_i",
    "rnc_i": "csg_nd_crds_rnc_i",
}
OF_PERSON = (
    "salaires_i",
    "chomage_i",
    "retraites_i",
    "pens_invalidite_i",
    "pens_alim_recue_i",
    "rag_i",
    "ric_i",
    "rnc_i",
    "csgsald_i",
    "csgchod_i",
    "csgrstd_i",
    "csgpid_i",
)
OF_HOUSEHOLD = ("pens_alim_versee", "rev_fonciers_bruts", "rev_valeurs_mobilieres_bruts")
SIGNED = ("rag_i", "ric_i", "rnc_i", "rev_fonciers_bruts")

_COMPARED = "a benefit received or a tax paid: left for comparison with what is simulated"
_SUM = "a sum over the household of what stands in the file of persons"
_DERIVED = "computed by the survey from other columns: a check, no input"
_LEVY = "a levy, which the model computes"
NOT_USED = {
    **dict.fromkeys(
        (
            "prest_fam_petite_enfance",
            "prest_fam_autres",
            "prest_precarite_rsa",
            "prest_precarite_hand",
            "prest_precarite_vieil",
            "prest_logement",
            "m_rsa_actm",
            "ppe",
            "irpp",
            "th",
            "crds_psoc",
        ),
        _COMPARED,
    ),
    **dict.fromkeys(("salaires", "chomage", "retraites", "pens_invalidite", "pens_alim_recue"), _SUM),
    **dict.fromkeys(("rag", "ric", "rnc"), _SUM),
    **dict.fromkeys(("csgsaldm", "csgchodm", "csgrstdm", "csgpidm", "csgragdm", "csgricdm", "csgrncdm"), _SUM),
    **dict.fromkeys(("revdecm", "revdispm", "nivviem", "nb_uci"), _DERIVED),
    **dict.fromkeys(("csgragd_i", "csgricd_i", "csgrncd_i", "csgpatm", "csgvalm", "csgimpm"), _LEVY),
    **dict.fromkeys(AMOUNTS.values(), "CSG and CRDS that are not deductible: in taxable amounts already"),
    "sp12": "a month of the year before",
    "wpri": "the weight of the household is used",
    "wprm": "the weight of the household is that of the file of households",
    "champ_calcul": "the scope is that of the file of households",
    "rev_etranger": "income from abroad: no rule that is encoded reads it",
    "rev_financier_prelev_lib_imputes": "imputed by the survey, and outside the scale of income tax",
    "admhand": "handicap recognised, without a rate",
    "admhandr": "handicap recognised, without a rate",
    "surftot": "the size of the dwelling, which no rule that is encoded reads",
    "nbpi": "the size of the dwelling, which no rule that is encoded reads",
    "naiper": "of parents elsewhere",
    "naimer": "of parents elsewhere",
    "enfred": "the links to parents are used",
    "coured": "the link to the partner is used",
    "coupl_men": "the link to the partner is used",
    "noindiv": "the household's id and the number in it join the files",
}
