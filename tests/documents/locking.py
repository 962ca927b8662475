"""Office files that ask for a password, as LibreOffice saves them: only a macro of its own can do that headless."""

import subprocess
from pathlib import Path

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MODULE = f"""{_HEAD}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Locking" script:language="StarBasic">
Sub SaveLocked(source As String, target As String, filter As String)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden" : opening(0).Value = True
  Dim key(1) As New com.sun.star.beans.NamedValue
  key(0).Name = "CryptoType" : key(0).Value = "Standard"
  key(1).Name = "OOXPassword" : key(1).Value = "secret"
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = filter
  saving(1).Name = "EncryptionData" : saving(1).Value = key()
  Dim document As Object
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
  document.storeToURL(target, saving())
  document.close(True)
End Sub
</script:module>
"""
_LIBRARY = f"""{_HEAD}<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Locking"/></library:library>
"""
_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".docx": "MS Word 2007 XML"}


def save_locked(source: Path, target: Path) -> Path:
    """`source` saved as `target` (.xlsx, .docx) under the password "secret"."""
    profile = target.parent / "profile"
    _office(profile, "--terminate_after_init")
    basic = profile / "user/basic/Standard"
    (basic / "Locking.xba").write_text(_MODULE)
    (basic / "script.xlb").write_text(_LIBRARY)
    arguments = f'"{source.as_uri()}","{target.as_uri()}","{_FILTERS[target.suffix]}"'
    _office(profile, "--norestore", f"macro:///Standard.Locking.SaveLocked({arguments})")
    assert target.exists(), "LibreOffice did not save it"
    return target


def _office(profile: Path, *arguments: str) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
