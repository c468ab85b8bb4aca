; The Windows installer: for one user, without asking for an administrator.
;   makensis -DVERSION=0.1.0 -DSOURCE=dist\inkdigit -DTARGET=dist\inkdigit-0.1.0-windows.exe resources\packaging\windows\inkdigit.nsi
; NSIS 3.08 or newer: https://nsis.sourceforge.io/Docs/

Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "x64.nsh"

!define APP "Inkdigit"
!define PROGRAM "inkdigit.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define CLASSES "Software\Classes"

Name "${APP} ${VERSION}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${APP}" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${APP}"
VIAddVersionKey "FileDescription" "${APP}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define MUI_ICON "..\icons\inkdigit.ico"
!define MUI_UNICON "..\icons\inkdigit.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_LICENSE "..\..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString KeepQuestion ${LANG_ENGLISH} "Delete your own models, runs and drawings as well? They cannot be brought back."
LangString KeepQuestion ${LANG_GERMAN} "Auch Ihre eigenen Modelle, Trainings und Zeichnungen löschen? Sie sind dann verloren."
LangString Needs64 ${LANG_ENGLISH} "Inkdigit needs 64-bit Windows 10 or newer."
LangString Needs64 ${LANG_GERMAN} "Inkdigit braucht Windows 10 oder neuer mit 64 Bit."
LangString StillRuns ${LANG_ENGLISH} "Inkdigit is running. Close it, then try again."
LangString StillRuns ${LANG_GERMAN} "Inkdigit läuft noch. Bitte schließen und noch einmal versuchen."

Function .onInit
    ${IfNot} ${RunningX64}
        MessageBox MB_ICONSTOP "$(Needs64)" /SD IDOK
        Abort
    ${EndIf}
FunctionEnd

; A running program cannot be overwritten, so its file tells whether it runs.
!macro RefuseWhileRunning
    IfFileExists "$INSTDIR\${PROGRAM}" 0 notRunning
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    IfErrors 0 canBeWritten
    MessageBox MB_ICONSTOP "$(StillRuns)" /SD IDOK
    Abort
    canBeWritten:
    FileClose $0
    notRunning:
!macroend

Section "Inkdigit"
    !insertmacro RefuseWhileRunning
    ; Only what an earlier version put there, never a folder that somebody chose for other things as well.
    RMDir /r "$INSTDIR\_internal"
    SetOutPath "$INSTDIR"
    File /r "${SOURCE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"

    CreateDirectory "$SMPROGRAMS\${APP}"
    CreateShortcut "$SMPROGRAMS\${APP}\${APP}.lnk" "$INSTDIR\${PROGRAM}"

    ; Model files open in Inkdigit; pictures offer it under “Open with” and keep their own program.
    WriteRegStr HKCU "${CLASSES}\.inkdigit" "" "${APP}.Model"
    WriteRegStr HKCU "${CLASSES}\${APP}.Model" "" "Inkdigit model"
    WriteRegStr HKCU "${CLASSES}\${APP}.Model\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
    WriteRegStr HKCU "${CLASSES}\${APP}.Model\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
    WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
    WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}" "FriendlyAppName" "${APP}"
    !macro Opens ENDING
        WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" "${ENDING}" ""
    !macroend
    !insertmacro Opens ".png"
    !insertmacro Opens ".jpg"
    !insertmacro Opens ".jpeg"
    !insertmacro Opens ".bmp"
    !insertmacro Opens ".gif"
    !insertmacro Opens ".tif"
    !insertmacro Opens ".tiff"
    !insertmacro Opens ".webp"
    !insertmacro Opens ".ndjson"
    !insertmacro Opens ".inkdigit"

    WriteRegStr HKCU "Software\${APP}" "Folder" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${APP}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "Inkdigit contributors"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
    !insertmacro RefuseWhileRunning
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\${PROGRAM}"
    Delete "$INSTDIR\inkdigit-cli.exe"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR" ; only if it is empty
    Delete "$SMPROGRAMS\${APP}\${APP}.lnk"
    RMDir "$SMPROGRAMS\${APP}"

    ReadRegStr $0 HKCU "${CLASSES}\.inkdigit" ""
    StrCmp $0 "${APP}.Model" 0 +2
    DeleteRegKey HKCU "${CLASSES}\.inkdigit"
    DeleteRegKey HKCU "${CLASSES}\${APP}.Model"
    DeleteRegKey HKCU "${CLASSES}\Applications\${PROGRAM}"
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegKey HKCU "Software\${APP}"

    ; What the user made stays, unless asked; a silent removal keeps it.
    IfFileExists "$LOCALAPPDATA\inkdigit\*.*" 0 done
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(KeepQuestion)" /SD IDNO IDNO done
    RMDir /r "$LOCALAPPDATA\inkdigit"
    done:
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
