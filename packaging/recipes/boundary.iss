; Inno Setup 6: an installer for one person, who needs no administrator. Written from its
; documentation, never run.
;
;     iscc /DVersion=0.1.0 packaging\recipes\boundary.iss
;
; Autostart is a choice in Boundary's own settings (the Run key of the user), so it is not
; offered here twice; what it wrote there goes with the program. The profile stays: `boundary
; erase` is what removes it.

#ifndef Version
  #error Say /DVersion=...
#endif

[Setup]
AppId={{6B0B2A7E-5B7C-4C0E-9C0F-7D1B0A55B0D1}
AppName=Boundary
AppVersion={#Version}
AppPublisher=Boundary contributors
DefaultDirName={localappdata}\Programs\Boundary
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
DisableDirPage=auto
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=Boundary-{#Version}-setup
SetupIconFile=build\icons\boundary.ico
UninstallDisplayIcon={app}\boundary.exe
LicenseFile=LICENSE
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"

[Files]
Source: "build\frozen\boundary\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "dist\NOTICES.txt"; DestDir: "{app}"

[Icons]
Name: "{autoprograms}\Boundary"; Filename: "{app}\boundary.exe"; Parameters: "run"

[Registry]
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "Boundary"; Flags: uninsdeletevalue dontcreatekey

[Run]
Filename: "{app}\boundary.exe"; Parameters: "run"; Flags: nowait postinstall skipifsilent; Description: "{cm:LaunchProgram,Boundary}"

[UninstallRun]
Filename: "{app}\boundary.exe"; Parameters: "quit"; Flags: runhidden; RunOnceId: "quit"
