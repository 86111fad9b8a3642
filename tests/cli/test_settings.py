"""What stands in the environment and cannot be: said by the variable's name, and without its value."""

import pytest

from unison.settings import SettingsUnreadable, settings


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("UNISON_DATABASE_URL", "postgresql://u:s3cret@h:1/a b", "%20 stands for a space"),
        ("UNISON_OWNER_URL", "postgresql://u:s3cret w@h/a", "%20 stands for a space"),
        ("UNISON_PORT", "s3cret", "valid integer"),
    ],
)
def test_what_cannot_be_is_said_by_its_name_and_without_its_value(
    variable: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    settings.cache_clear()
    with pytest.raises(SettingsUnreadable) as refused:
        settings()
    settings.cache_clear()
    assert str(refused.value).startswith(f"{variable}: ")
    assert said in str(refused.value)
    assert "s3cret" not in str(refused.value)
