"""Package description. `parameters/` stands at the top of the repository and ships inside the wheel."""

from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
EXTRAS = {
    "report": ["jinja2>=3.1,<4", "matplotlib>=3.8,<4", "microdf-python>=1.5,<2", "xlsxwriter>=3.2,<4"],
    "calibration": ["scipy>=1.13,<2"],
    "formats": ["pyreadstat>=1.2,<2"],
    "dask": ["dask>=2025.1", "distributed>=2025.1"],
}

setup(
    name="openfisca-secu",
    version="0.1.0",
    description="The French Code de la sécurité sociale as an OpenFisca country package",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="AGPL-3.0-or-later",
    license_files=["LICENSE"],
    classifiers=[
        "Intended Audience :: Science/Research",
        "Natural Language :: French",
        "Programming Language :: Python :: 3.11",
        "Topic :: Scientific/Engineering :: Information Analysis",
    ],
    python_requires=">=3.11",
    packages=[*find_packages(include=["openfisca_secu", "openfisca_secu.*"]), "openfisca_secu.parameters"],
    package_dir={"openfisca_secu.parameters": "parameters"},
    package_data={
        "openfisca_secu": ["comparison/*.yaml", "comparison/templates/*", "data/*", "variables/**/*.py"],
        "openfisca_secu.parameters": ["**/*.yaml"],
    },
    install_requires=[
        "jsonschema>=4.20,<5",
        "numpy>=2.0,<3",
        "openfisca-core[web-api]>=46,<47",
        "pandas>=2.2,<4",
        "pyarrow>=17,<27",
        "pyyaml>=6,<7",
        "tqdm>=4.66,<5",
    ],
    extras_require={
        **EXTRAS,
        "dev": [
            *[requirement for extra in EXTRAS.values() for requirement in extra],
            "build>=1.2,<2",
            "hypothesis>=6.100,<7",
            "ipykernel>=6.29,<8",
            "nbclient>=0.10,<1",
            "nbformat>=5.10,<6",
            "openpyxl>=3.1,<4",
            "pytest>=8,<10",
            "pytest-xdist>=3.6,<4",
            "ruff>=0.6,<1",
        ],
    },
    entry_points={"console_scripts": ["openfisca-secu = openfisca_secu.cli:main"]},
)
