<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="de_DE">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>Reads handwritten digits: draw one, or drop a picture. Everything stays on this computer.</source>
            <translation>Liest handgeschriebene Ziffern: Zeichne eine oder lege ein Bild ab. Alles bleibt auf diesem Rechner.</translation>
        </message>
        <message>
            <source>About Inkdigit</source>
            <translation>Über Inkdigit</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Inkdigit is free software under the MIT licence. It uses Qt and PySide6 (LGPL 3), LiteRT (Apache 2.0), NumPy (BSD) and Pillow (MIT-CMU). Its models learned from MNIST (CC BY-SA 3.0), the pen-based digits of UCI (CC BY 4.0) and Fashion-MNIST (MIT).</source>
            <translation>Inkdigit ist freie Software unter der MIT-Lizenz. Es verwendet Qt und PySide6 (LGPL 3), LiteRT (Apache 2.0), NumPy (BSD) und Pillow (MIT-CMU). Seine Modelle haben von MNIST (CC BY-SA 3.0), den Stiftziffern der UCI (CC BY 4.0) und Fashion-MNIST (MIT) gelernt.</translation>
        </message>
        <message>
            <source>Licences…</source>
            <translation>Lizenzen …</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <source>&amp;Model</source>
            <translation>&amp;Modell</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>&amp;Farben</translation>
        </message>
        <message>
            <source>&amp;Open…</source>
            <translation>&amp;Öffnen …</translation>
        </message>
        <message>
            <source>Open a picture or a saved drawing</source>
            <translation>Ein Bild oder eine gespeicherte Zeichnung öffnen</translation>
        </message>
        <message>
            <source>Open &amp;folder…</source>
            <translation>Ord&amp;ner öffnen …</translation>
        </message>
        <message>
            <source>Read a whole folder of pictures</source>
            <translation>Einen ganzen Ordner mit Bildern lesen</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Rückgängig</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Wiederholen</translation>
        </message>
        <message>
            <source>Bring back what was undone</source>
            <translation>Zurückgenommenes wiederherstellen</translation>
        </message>
        <message>
            <source>&amp;Clear</source>
            <translation>&amp;Leeren</translation>
        </message>
        <message>
            <source>Remove all ink; undo brings it back</source>
            <translation>Alle Tinte entfernen; Rückgängig holt sie zurück</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Einfügen</translation>
        </message>
        <message>
            <source>Read the picture in the clipboard</source>
            <translation>Das Bild in der Zwischenablage lesen</translation>
        </message>
        <message>
            <source>&amp;Eraser</source>
            <translation>R&amp;adierer</translation>
        </message>
        <message>
            <source>Erase instead of drawing; the right mouse button always erases</source>
            <translation>Radieren statt zeichnen; die rechte Maustaste radiert immer</translation>
        </message>
        <message>
            <source>T&amp;hinner pen</source>
            <translation>&amp;Dünnerer Stift</translation>
        </message>
        <message>
            <source>Thic&amp;ker pen</source>
            <translation>Di&amp;ckerer Stift</translation>
        </message>
        <message>
            <source>&amp;Models…</source>
            <translation>&amp;Modelle …</translation>
        </message>
        <message>
            <source>See the models and choose one</source>
            <translation>Die Modelle ansehen und eines wählen</translation>
        </message>
        <message>
            <source>&amp;Train…</source>
            <translation>&amp;Trainieren …</translation>
        </message>
        <message>
            <source>Train a model of your own</source>
            <translation>Ein eigenes Modell trainieren</translation>
        </message>
        <message>
            <source>&amp;Export…</source>
            <translation>&amp;Exportieren …</translation>
        </message>
        <message>
            <source>Save a copy of the model in use</source>
            <translation>Eine Kopie des verwendeten Modells speichern</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>Wie das &amp;System</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>&amp;Hell</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>&amp;Dunkel</translation>
        </message>
        <message>
            <source>&amp;About Inkdigit</source>
            <translation>&amp;Über Inkdigit</translation>
        </message>
        <message>
            <source>Versions, devices and licences</source>
            <translation>Versionen, Geräte und Lizenzen</translation>
        </message>
        <message>
            <source>Mea&amp;sure the model…</source>
            <translation>Modell &amp;messen…</translation>
        </message>
        <message>
            <source>See how often the model in use is right, and look at its mistakes</source>
            <translation>Sehen, wie oft das benutzte Modell richtig liegt, und seine Fehler ansehen</translation>
        </message>
        <message>
            <source>&amp;Keep as example…</source>
            <translation>Als Bei&amp;spiel behalten …</translation>
        </message>
        <message>
            <source>Say what it is, so that training learns it</source>
            <translation>Sagen, was es ist, damit das Training es lernt</translation>
        </message>
        <message>
            <source>Switch &amp;back</source>
            <translation>&amp;Zurückwechseln</translation>
        </message>
        <message>
            <source>Use the model from before the last change</source>
            <translation>Das Modell von vor dem letzten Wechsel verwenden</translation>
        </message>
        <message>
            <source>Training &amp;runs…</source>
            <translation>Trainings&amp;läufe…</translation>
        </message>
        <message>
            <source>See the trainings so far, compare them, go on with one</source>
            <translation>Die bisherigen Trainings ansehen, vergleichen, eines fortsetzen</translation>
        </message>
        <message>
            <source>&amp;What is in a photo?…</source>
            <translation>&amp;Was ist auf einem Foto?…</translation>
        </message>
        <message>
            <source>Name what a photo of anything shows</source>
            <translation>Benennen, was ein beliebiges Foto zeigt</translation>
        </message>
        <message>
            <source>&amp;Device</source>
            <translation>&amp;Gerät</translation>
        </message>
        <message>
            <source>&amp;Automatic</source>
            <translation>&amp;Automatisch</translation>
        </message>
        <message>
            <source>&amp;Processor</source>
            <translation>&amp;Prozessor</translation>
        </message>
        <message>
            <source>&amp;GPU</source>
            <translation>&amp;GPU</translation>
        </message>
        <message>
            <source>&amp;Check for problems…</source>
            <translation>Auf &amp;Probleme prüfen …</translation>
        </message>
        <message>
            <source>See whether everything is there and works</source>
            <translation>Nachsehen, ob alles da ist und funktioniert</translation>
        </message>
        <message>
            <source>Open &amp;log folder</source>
            <translation>Ordner der &amp;Protokolle öffnen</translation>
        </message>
        <message>
            <source>Logs and crash reports, in the file manager</source>
            <translation>Protokolle und Absturzberichte in der Dateiverwaltung</translation>
        </message>
        <message>
            <source>C&amp;opy the answer</source>
            <translation>A&amp;ntwort kopieren</translation>
        </message>
        <message>
            <source>Copy the digit, the number or the text that was read</source>
            <translation>Die gelesene Ziffer, Zahl oder den gelesenen Text kopieren</translation>
        </message>
        <message>
            <source>&amp;Number</source>
            <translation>&amp;Zahl</translation>
        </message>
        <message>
            <source>Draw a whole number instead of a single digit</source>
            <translation>Eine ganze Zahl statt einer einzelnen Ziffer zeichnen</translation>
        </message>
        <message>
            <source>Save the drawing, or the picture with its boxes</source>
            <translation>Die Zeichnung speichern, oder das Bild mit seinen Rahmen</translation>
        </message>
        <message>
            <source>&amp;Save…</source>
            <translation>&amp;Speichern …</translation>
        </message>
        <message>
            <source>Take back the last stroke or change</source>
            <translation>Den letzten Strich oder die letzte Änderung zurücknehmen</translation>
        </message>
        <message>
            <source>&amp;Steps before reading…</source>
            <translation>&amp;Schritte vor dem Lesen …</translation>
        </message>
        <message>
            <source>See what becomes of a digit before it is read</source>
            <translation>Sehen, was aus einer Ziffer wird, bevor sie gelesen wird</translation>
        </message>
        <message>
            <source>Look &amp;inside…</source>
            <translation>H&amp;ineinsehen …</translation>
        </message>
        <message>
            <source>See what each layer of the model makes of the drawing, and what matters</source>
            <translation>Sehen, was jede Schicht des Modells aus der Zeichnung macht und worauf es ankommt</translation>
        </message>
        <message>
            <source>&amp;Learn my hand…</source>
            <translation>Meine &amp;Hand lernen…</translation>
        </message>
        <message>
            <source>Let the model go on learning, from the examples that you kept</source>
            <translation>Das Modell weiterlernen lassen, aus den behaltenen Beispielen</translation>
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message>
            <source>Canvas</source>
            <translation>Zeichenfläche</translation>
        </message>
        <message>
            <source>Draw a digit here with the mouse, a pen or a finger.</source>
            <translation>Zeichne hier eine Ziffer mit der Maus, einem Stift oder einem Finger.</translation>
        </message>
        <message>
            <source>Draw a digit,
or drop a picture</source>
            <translation>Zeichne eine Ziffer
oder lege ein Bild ab</translation>
        </message>
        <message>
            <source>Write a number</source>
            <translation>Schreibe eine Zahl</translation>
        </message>
        <message>
            <source>Write a number here with the mouse, a pen or a finger.</source>
            <translation>Schreibe hier mit Maus, Stift oder Finger eine Zahl.</translation>
        </message>
    </context>
    <context>
        <name>ClassTable</name>
        <message>
            <source>Figures of each class</source>
            <translation>Zahlen zu jeder Klasse</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Recognised</source>
            <translation>Erkannt</translation>
        </message>
        <message>
            <source>Answers right</source>
            <translation>Antworten richtig</translation>
        </message>
        <message>
            <source>F1</source>
            <translation>F1</translation>
        </message>
    </context>
    <context>
        <name>ClosingQuestion</name>
        <message>
            <source>It cannot go on without the window. Stopping keeps the best it has found and takes a moment; then the window closes.</source>
            <translation>Ohne das Fenster kann es nicht weitergehen. Beenden behält das Beste bisher und dauert einen Moment; dann schließt sich das Fenster.</translation>
        </message>
        <message>
            <source>A training is running</source>
            <translation>Ein Training läuft</translation>
        </message>
        <message>
            <source>Stop and keep</source>
            <translation>Beenden und behalten</translation>
        </message>
        <message>
            <source>Cancel the training</source>
            <translation>Training verwerfen</translation>
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message>
            <source>Models side by side</source>
            <translation>Modelle nebeneinander</translation>
        </message>
        <message>
            <source>The first {count} models are shown.</source>
            <translation>Die ersten {count} Modelle werden gezeigt.</translation>
        </message>
    </context>
    <context>
        <name>ConfusionView</name>
        <message>
            <source>Confusion matrix</source>
            <translation>Verwechslungsmatrix</translation>
        </message>
        <message>
            <source>What it is</source>
            <translation>Was es ist</translation>
        </message>
        <message>
            <source>Read as</source>
            <translation>Gelesen als</translation>
        </message>
    </context>
    <context>
        <name>CrashReport</name>
        <message>
            <source>Something went wrong</source>
            <translation>Etwas ist schiefgegangen</translation>
        </message>
        <message>
            <source>This should not have happened. You can go on; a copy of this report helps to mend it.</source>
            <translation>Das hätte nicht passieren dürfen. Du kannst weitermachen; eine Kopie dieses Berichts hilft, es zu beheben.</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
    </context>
    <context>
        <name>CurveCanvas</name>
        <message>
            <source>Nothing to see yet</source>
            <translation>Noch nichts zu sehen</translation>
        </message>
    </context>
    <context>
        <name>CurvePlot</name>
        <message>
            <source>Smooth</source>
            <translation>Geglättet</translation>
        </message>
        <message>
            <source>Logarithmic</source>
            <translation>Logarithmisch</translation>
        </message>
        <message>
            <source>Save as a picture…</source>
            <translation>Als Bild speichern …</translation>
        </message>
        <message>
            <source>Save as a table…</source>
            <translation>Als Tabelle speichern …</translation>
        </message>
        <message>
            <source>View of {title}</source>
            <translation>Ansicht von {title}</translation>
        </message>
        <message>
            <source>Smooth, logarithmic, save</source>
            <translation>Glätten, logarithmisch, speichern</translation>
        </message>
        <message>
            <source>best {value} in epoch {epoch}</source>
            <translation>am besten {value} in Epoche {epoch}</translation>
        </message>
        <message>
            <source>epoch {epoch}: </source>
            <translation>Epoche {epoch}: </translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Tabelle</translation>
        </message>
        <message>
            <source>Save the curves</source>
            <translation>Kurven speichern</translation>
        </message>
    </context>
    <context>
        <name>CurvesPage</name>
        <message>
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <source>training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>Validierung</translation>
        </message>
    </context>
    <context>
        <name>DataField</name>
        <message>
            <source>70,000 handwritten digits</source>
            <translation>70.000 handgeschriebene Ziffern</translation>
        </message>
        <message>
            <source>70,000 pictures of garments</source>
            <translation>70.000 Bilder von Kleidung</translation>
        </message>
        <message>
            <source>digits drawn by this program</source>
            <translation>Ziffern, die dieses Programm zeichnet</translation>
        </message>
        <message>
            <source>digits drawn with a pen</source>
            <translation>mit dem Stift geschriebene Ziffern</translation>
        </message>
        <message>
            <source>your own examples</source>
            <translation>deine eigenen Beispiele</translation>
        </message>
        <message>
            <source>On this computer.</source>
            <translation>Auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Made on this computer when needed.</source>
            <translation>Entsteht bei Bedarf auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Not on this computer: it is downloaded first.</source>
            <translation>Nicht auf diesem Rechner: Es wird zuerst heruntergeladen.</translation>
        </message>
        <message>
            <source>There is no such file or folder.</source>
            <translation>Diese Datei oder diesen Ordner gibt es nicht.</translation>
        </message>
        <message>
            <source>Nothing kept yet: draw, then Edit, Keep as example.</source>
            <translation>Noch nichts behalten: zeichne, dann Bearbeiten, Als Beispiel behalten.</translation>
        </message>
        <message>
            <source>File…</source>
            <translation>Datei …</translation>
        </message>
        <message>
            <source>Folder…</source>
            <translation>Ordner …</translation>
        </message>
        <message>
            <source>What to learn from: a data set by name, or a file or folder of your own</source>
            <translation>Woraus gelernt wird: ein Datensatz mit Namen oder eine eigene Datei oder ein eigener Ordner</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Daten</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Datei wählen</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Ordner wählen</translation>
        </message>
        <message>
            <source>A data set's file</source>
            <translation>Datei eines Datensatzes</translation>
        </message>
        <message>
            <source>A data set's folder</source>
            <translation>Ordner eines Datensatzes</translation>
        </message>
        <message>
            <source>Looking for it…</source>
            <translation>Wird gesucht …</translation>
        </message>
    </context>
    <context>
        <name>DeleteQuestion</name>
        <message>
            <source>Delete this run?</source>
            <translation>Diesen Lauf löschen?</translation>
        </message>
        <message>
            <source>Delete these {count} runs?</source>
            <translation>Diese {count} Läufe löschen?</translation>
        </message>
        <message>
            <source>This removes the curves, checkpoints and models of {names}.</source>
            <translation>Das entfernt Kurven, Zwischenstände und Modelle von {names}.</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
    </context>
    <context>
        <name>Dialogs</name>
        <message>
            <source>There is no ink to save.</source>
            <translation>Es gibt keine Tinte zu speichern.</translation>
        </message>
        <message>
            <source>Draw something first.</source>
            <translation>Zeichne zuerst etwas.</translation>
        </message>
        <message>
            <source>There is no model to export.</source>
            <translation>Es gibt kein Modell zu exportieren.</translation>
        </message>
        <message>
            <source>Choose one under Model, Models…</source>
            <translation>Wähle eines unter Modell, Modelle …</translation>
        </message>
        <message>
            <source>There is no model to measure.</source>
            <translation>Es gibt kein Modell, das gemessen werden kann.</translation>
        </message>
        <message>
            <source>There is no model to read with.</source>
            <translation>Es gibt kein Modell zum Lesen.</translation>
        </message>
    </context>
    <context>
        <name>EpochTrack</name>
        <message>
            <source>The answer of each epoch</source>
            <translation>Die Antwort jeder Epoche</translation>
        </message>
    </context>
    <context>
        <name>EpochsDialog</name>
        <message>
            <source>{name}, epoch by epoch</source>
            <translation>{name}, Epoche für Epoche</translation>
        </message>
        <message>
            <source>The drawing in the window, read by the model as it was after each epoch.</source>
            <translation>Die Zeichnung im Fenster, gelesen vom Modell, wie es nach jeder Epoche war.</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>Epoche</translation>
        </message>
        <message>
            <source>Preparing the checkpoints</source>
            <translation>Die Zwischenstände werden vorbereitet</translation>
        </message>
        <message>
            <source>This run has kept no epochs.</source>
            <translation>Dieser Lauf hat keine Epochen aufbewahrt.</translation>
        </message>
        <message>
            <source>Runs that begin from now on keep theirs.</source>
            <translation>Läufe, die ab jetzt beginnen, bewahren ihre auf.</translation>
        </message>
        <message>
            <source>Preparing {done} of {total}, about {seconds} s left</source>
            <translation>{done} von {total} vorbereitet, noch etwa {seconds} s</translation>
        </message>
        <message>
            <source>Epoch {epoch} cannot be shown.</source>
            <translation>Die Epoche {epoch} kann nicht gezeigt werden.</translation>
        </message>
        <message>
            <source>Epoch {epoch} of {last}</source>
            <translation>Epoche {epoch} von {last}</translation>
        </message>
        <message>
            <source>{share} of its training pictures right</source>
            <translation>{share} seiner Trainingsbilder richtig</translation>
        </message>
        <message>
            <source>{share} of the held-back pictures right</source>
            <translation>{share} der zurückgehaltenen Bilder richtig</translation>
        </message>
    </context>
    <context>
        <name>Evaluation</name>
        <message>
            <source>{label} read right: {count} of {total} ({share})</source>
            <translation>{label} richtig gelesen: {count} von {total} ({share})</translation>
        </message>
        <message>
            <source>{label} read as {answer}: {count} of {total} ({share})</source>
            <translation>{label} als {answer} gelesen: {count} von {total} ({share})</translation>
        </message>
        <message>
            <source>{right} of {n} pictures of {data} are read right. Expect {low} to {high} of others (95 % interval).</source>
            <translation>{right} von {n} Bildern aus {data} sind richtig gelesen. Bei anderen sind {low} bis {high} zu erwarten (95-%-Intervall).</translation>
        </message>
        <message>
            <source>Both are right equally often.</source>
            <translation>Beide liegen gleich oft richtig.</translation>
        </message>
        <message>
            <source>{better} is right more often, by {points} points.</source>
            <translation>{better} liegt öfter richtig, um {points} Punkte.</translation>
        </message>
        <message>
            <source>{better} is right more often, by {points} points. It may be chance.</source>
            <translation>{better} liegt öfter richtig, um {points} Punkte. Das kann Zufall sein.</translation>
        </message>
        <message>
            <source>{low} to {high} sure: {count} pictures, {right} right; {sure} sure on average</source>
            <translation>{low} bis {high} sicher: {count} Bilder, {right} richtig; im Mittel {sure} sicher</translation>
        </message>
    </context>
    <context>
        <name>EvaluationDialog</name>
        <message>
            <source>Measure</source>
            <translation>Messen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Choose the data to read, then Measure. MNIST takes a few seconds.</source>
            <translation>Wähle die Daten, dann Messen. MNIST dauert einige Sekunden.</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>Abgebrochen.</translation>
        </message>
        <message>
            <source>Measure {model}</source>
            <translation>{model} messen</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Beginnt…</translation>
        </message>
        <message>
            <source>Reading the data…</source>
            <translation>Die Daten werden gelesen…</translation>
        </message>
        <message>
            <source>Downloading the data…</source>
            <translation>Die Daten werden heruntergeladen…</translation>
        </message>
        <message>
            <source>Drawing the data…</source>
            <translation>Die Daten werden gezeichnet…</translation>
        </message>
        <message>
            <source>Reading the pictures…</source>
            <translation>Die Bilder werden gelesen…</translation>
        </message>
        <message>
            <source>Working…</source>
            <translation>In Arbeit…</translation>
        </message>
        <message>
            <source>Saved as {path}.</source>
            <translation>Gesichert als {path}.</translation>
        </message>
        <message>
            <source>What to measure on: a data set by name, or a file or folder of your own</source>
            <translation>Woran gemessen wird: ein Datensatz mit Namen oder eine eigene Datei oder ein eigener Ordner</translation>
        </message>
        <message>
            <source>No other</source>
            <translation>Keinem anderen</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>Vergleichen mit</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Daten</translation>
        </message>
    </context>
    <context>
        <name>EvaluationView</name>
        <message>
            <source>Evaluation</source>
            <translation>Auswertung</translation>
        </message>
        <message>
            <source>Mistakes and confidence of</source>
            <translation>Fehler und Sicherheit von</translation>
        </message>
        <message>
            <source>The model whose mistakes are shown</source>
            <translation>Das Modell, dessen Fehler gezeigt werden</translation>
        </message>
        <message>
            <source>Parts of the evaluation</source>
            <translation>Teile der Auswertung</translation>
        </message>
        <message>
            <source>Mistakes</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>Klassen</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Sicherheit</translation>
        </message>
        <message>
            <source>Of the answers that are 90 % sure, 90 % should be right: then the bars end on the dashed line. The whiskers show how much may be chance.</source>
            <translation>Von den Antworten, die zu 90 % sicher sind, sollten 90 % richtig sein: Dann enden die Balken auf der gestrichelten Linie. Die Striche zeigen, wie viel Zufall sein kann.</translation>
        </message>
        <message>
            <source>Save matrix as table…</source>
            <translation>Matrix als Tabelle sichern…</translation>
        </message>
        <message>
            <source>Save matrix as picture…</source>
            <translation>Matrix als Bild sichern…</translation>
        </message>
        <message>
            <source>Save the confusion as a table</source>
            <translation>Die Verwechslungen als Tabelle sichern</translation>
        </message>
        <message>
            <source>Save the confusion as a picture</source>
            <translation>Die Verwechslungen als Bild sichern</translation>
        </message>
    </context>
    <context>
        <name>ExampleKeeper</name>
        <message>
            <source>Kept as an example of {label}. {count}</source>
            <translation>Als Beispiel für {label} behalten. {count}</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Taken back. {count}</source>
            <translation>Zurückgenommen. {count}</translation>
        </message>
    </context>
    <context>
        <name>Examples</name>
        <message>
            <source>You have kept no examples yet.</source>
            <translation>Du hast noch keine Beispiele.</translation>
        </message>
        <message>
            <source>You have kept 1 example.</source>
            <translation>Du hast 1 Beispiel.</translation>
        </message>
        <message>
            <source>You have kept {count} examples.</source>
            <translation>Du hast {count} Beispiele.</translation>
        </message>
    </context>
    <context>
        <name>Exporting</name>
        <message>
            <source>Loaded again: no probability differs by more than {difference}.</source>
            <translation>Wieder geladen: Keine Wahrscheinlichkeit weicht um mehr als {difference} ab.</translation>
        </message>
    </context>
    <context>
        <name>FileDialogs</name>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Pictures and drawings</source>
            <translation>Bilder und Zeichnungen</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Drawings</source>
            <translation>Zeichnungen</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Alle Dateien</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Strokes, to be edited again</source>
            <translation>Striche, zum Weiterzeichnen</translation>
        </message>
        <message>
            <source>Save the drawing</source>
            <translation>Zeichnung speichern</translation>
        </message>
        <message>
            <source>Keras model</source>
            <translation>Keras-Modell</translation>
        </message>
        <message>
            <source>LiteRT model</source>
            <translation>LiteRT-Modell</translation>
        </message>
        <message>
            <source>Export the model</source>
            <translation>Modell exportieren</translation>
        </message>
        <message>
            <source>ONNX model</source>
            <translation>ONNX-Modell</translation>
        </message>
        <message>
            <source>HDF5 model of older Keras</source>
            <translation>HDF5-Modell eines älteren Keras</translation>
        </message>
        <message>
            <source>Weights alone</source>
            <translation>Nur Gewichte</translation>
        </message>
        <message>
            <source>SavedModel, a folder</source>
            <translation>SavedModel, ein Ordner</translation>
        </message>
        <message>
            <source>Open a folder of pictures</source>
            <translation>Einen Ordner mit Bildern öffnen</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Tabelle</translation>
        </message>
        <message>
            <source>JSON lines</source>
            <translation>JSON-Zeilen</translation>
        </message>
        <message>
            <source>Export the table</source>
            <translation>Die Tabelle exportieren</translation>
        </message>
        <message>
            <source>Inkdigit model</source>
            <translation>Inkdigit-Modell</translation>
        </message>
        <message>
            <source>Pictures written as numbers</source>
            <translation>Als Zahlen geschriebene Bilder</translation>
        </message>
        <message>
            <source>Save the picture with its boxes</source>
            <translation>Das Bild mit seinen Rahmen speichern</translation>
        </message>
        <message>
            <source>The folder for the pictures</source>
            <translation>Der Ordner für die Bilder</translation>
        </message>
        <message>
            <source>Save the report card</source>
            <translation>Das Zeugnis speichern</translation>
        </message>
    </context>
    <context>
        <name>Gallery</name>
        <message>
            <source>Pictures of the data set</source>
            <translation>Bilder des Datensatzes</translation>
        </message>
        <message>
            <source>Pictures before (PageUp)</source>
            <translation>Vorige Bilder (Bild auf)</translation>
        </message>
        <message>
            <source>More pictures (PageDown)</source>
            <translation>Weitere Bilder (Bild ab)</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>Wird geladen …</translation>
        </message>
        <message>
            <source>There are no pictures in these data.</source>
            <translation>In diesen Daten sind keine Bilder.</translation>
        </message>
        <message>
            <source>{name}: {train} pictures to learn from, {test} to test with</source>
            <translation>{name}: {train} Bilder zum Lernen, {test} zum Prüfen</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Page {page} of {pages}</source>
            <translation>Seite {page} von {pages}</translation>
        </message>
        <message>
            <source>{data}: {label}</source>
            <translation>{data}: {label}</translation>
        </message>
        <message>
            <source>{data}, test picture {number}: {label}</source>
            <translation>{data}, Testbild {number}: {label}</translation>
        </message>
        <message>
            <source>{data}, training picture {number}: {label}</source>
            <translation>{data}, Trainingsbild {number}: {label}</translation>
        </message>
        <message>
            <source>{name}: {train} pictures; a training leaves out a sixth of them to test with</source>
            <translation>{name}: {train} Bilder; ein Training lässt ein Sechstel davon zum Prüfen weg</translation>
        </message>
    </context>
    <context>
        <name>HeatLegend</name>
        <message>
            <source>speaks against the answer</source>
            <translation>spricht gegen die Antwort</translation>
        </message>
        <message>
            <source>speaks for the answer</source>
            <translation>spricht für die Antwort</translation>
        </message>
    </context>
    <context>
        <name>HeatView</name>
        <message>
            <source>What the answer rests on</source>
            <translation>Worauf die Antwort beruht</translation>
        </message>
    </context>
    <context>
        <name>Histogram</name>
        <message>
            <source>Histogram of the weights</source>
            <translation>Histogramm der Gewichte</translation>
        </message>
    </context>
    <context>
        <name>ImageNetDialog</name>
        <message>
            <source>What is in the photo?</source>
            <translation>Was ist auf dem Foto?</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>Öffnen…</translation>
        </message>
        <message>
            <source>Weights from a file…</source>
            <translation>Gewichte aus einer Datei…</translation>
        </message>
        <message>
            <source>Save picture…</source>
            <translation>Bild speichern…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>The five best answers</source>
            <translation>Die fünf besten Antworten</translation>
        </message>
        <message>
            <source>Loading: {loading} s. Classifying: {classifying} s.</source>
            <translation>Laden: {loading} s. Erkennen: {classifying} s.</translation>
        </message>
        <message>
            <source>Fetch {size} MB</source>
            <translation>{size} MB holen</translation>
        </message>
        <message>
            <source>A picture</source>
            <translation>Ein Bild</translation>
        </message>
        <message>
            <source>A file of weights</source>
            <translation>Eine Datei mit Gewichten</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Gewichte</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Alle Dateien</translation>
        </message>
        <message>
            <source>Save picture</source>
            <translation>Bild speichern</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Saved as {path}.</source>
            <translation>Gespeichert als {path}.</translation>
        </message>
        <message>
            <source>Fetch them, or choose a file that you have.</source>
            <translation>Hole sie, oder wähle eine Datei, die du hast.</translation>
        </message>
    </context>
    <context>
        <name>InputFormDialog</name>
        <message>
            <source>What is {name} fed?</source>
            <translation>Womit wird {name} gefüttert?</translation>
        </message>
        <message>
            <source>The file does not say how its pictures look and which numbers they are made of. Most tutorials divide by 255 and use bright ink on black.</source>
            <translation>Die Datei sagt nicht, wie ihre Bilder aussehen und aus welchen Zahlen sie bestehen. Die meisten Anleitungen teilen durch 255 und schreiben hell auf Schwarz.</translation>
        </message>
        <message>
            <source>Ink</source>
            <translation>Tinte</translation>
        </message>
        <message>
            <source>Bright on black</source>
            <translation>Hell auf Schwarz</translation>
        </message>
        <message>
            <source>Dark on white</source>
            <translation>Dunkel auf Weiß</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>Zahlen</translation>
        </message>
        <message>
            <source>0 to 1 (divided by 255)</source>
            <translation>0 bis 1 (durch 255 geteilt)</translation>
        </message>
        <message>
            <source>0 to 255 (as they are)</source>
            <translation>0 bis 255 (wie sie sind)</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Verwenden</translation>
        </message>
        <message>
            <source>Leave as assumed</source>
            <translation>Bei der Annahme bleiben</translation>
        </message>
    </context>
    <context>
        <name>InsideDialog</name>
        <message>
            <source>Inside the model</source>
            <translation>Im Innern des Modells</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Schichten</translation>
        </message>
        <message>
            <source>What matters</source>
            <translation>Worauf es ankommt</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Gewichte</translation>
        </message>
        <message>
            <source>Each row is a layer, in the order of work: bright where it answers strongly.</source>
            <translation>Jede Zeile ist eine Schicht, in der Reihenfolge der Arbeit: hell, wo sie stark antwortet.</translation>
        </message>
        <message>
            <source>One part of the ink after the other was left out, and the model asked again.</source>
            <translation>Ein Teil der Tinte nach dem anderen wurde weggelassen und das Modell neu gefragt.</translation>
        </message>
        <message>
            <source>The weights as the model runs them: batch normalisation is part of its convolution.</source>
            <translation>Die Gewichte, wie das Modell mit ihnen rechnet: Die Batch-Normalisierung ist Teil ihrer Faltung.</translation>
        </message>
    </context>
    <context>
        <name>CompanionOpener</name>
        <message>
            <source>Choose one under Model, Models…</source>
            <translation>Wähle eines unter Modell, Modelle …</translation>
        </message>
    </context>
    <context>
        <name>InsideOpener</name>
        <message>
            <source>There is no model to look into.</source>
            <translation>Es gibt kein Modell, in das man hineinsehen könnte.</translation>
        </message>
    </context>
    <context>
        <name>InsideWords</name>
        <message>
            <source>Convolution</source>
            <translation>Faltung</translation>
        </message>
        <message>
            <source>Depthwise convolution</source>
            <translation>Kanalweise Faltung</translation>
        </message>
        <message>
            <source>Dense</source>
            <translation>Dichte Schicht</translation>
        </message>
        <message>
            <source>Max pooling</source>
            <translation>Max-Pooling</translation>
        </message>
        <message>
            <source>Average pooling</source>
            <translation>Mittelwert-Pooling</translation>
        </message>
        <message>
            <source>Global average pooling</source>
            <translation>Globales Mittelwert-Pooling</translation>
        </message>
        <message>
            <source>Global max pooling</source>
            <translation>Globales Max-Pooling</translation>
        </message>
        <message>
            <source>Concatenation</source>
            <translation>Verkettung</translation>
        </message>
        <message>
            <source>Softmax</source>
            <translation>Softmax</translation>
        </message>
        <message>
            <source>with {names}</source>
            <translation>mit {names}</translation>
        </message>
        <message>
            <source>{count} weights</source>
            <translation>{count} Gewichte</translation>
        </message>
        <message>
            <source>the first {shown} of {total}</source>
            <translation>die ersten {shown} von {total}</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <source>none of these</source>
            <translation>keine davon</translation>
        </message>
        <message>
            <source>Draw something: then the ink that the answer rests on is coloured.</source>
            <translation>Zeichne etwas: Dann wird die Tinte gefärbt, auf der die Antwort beruht.</translation>
        </message>
        <message>
            <source>Read as {answer}. Without the framed part: {other}.</source>
            <translation>Gelesen als {answer}. Ohne den umrahmten Teil: {other}.</translation>
        </message>
        <message>
            <source>Without stroke {number}: {answer}</source>
            <translation>Ohne Strich {number}: {answer}</translation>
        </message>
    </context>
    <context>
        <name>KeepPopover</name>
        <message>
            <source>Keep as {label}</source>
            <translation>Als {label} behalten</translation>
        </message>
        <message>
            <source>Keep as an example of</source>
            <translation>Als Beispiel behalten für</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>Klassen</translation>
        </message>
        <message>
            <source>Model, Learn my hand… lets the model learn from what you keep.</source>
            <translation>Modell, Meine Hand lernen… lässt das Modell aus dem lernen, was du behältst.</translation>
        </message>
    </context>
    <context>
        <name>LayerRow</name>
        <message>
            <source>An answer of this shape has no picture.</source>
            <translation>Eine Antwort dieser Form hat kein Bild.</translation>
        </message>
        <message>
            <source>Answer of {layer}</source>
            <translation>Antwort von {layer}</translation>
        </message>
    </context>
    <context>
        <name>LayersPage</name>
        <message>
            <source>Layers</source>
            <translation>Schichten</translation>
        </message>
    </context>
    <context>
        <name>LeavingQuestion</name>
        <message>
            <source>It can go on in the background: the status bar shows how far it is, and Model, Train… shows it again.</source>
            <translation>Es kann im Hintergrund weitergehen: Die Statusleiste zeigt, wie weit es ist, und Modell, Trainieren … zeigt es wieder.</translation>
        </message>
        <message>
            <source>The training is running</source>
            <translation>Das Training läuft</translation>
        </message>
        <message>
            <source>Cancel training</source>
            <translation>Training abbrechen</translation>
        </message>
        <message>
            <source>Stop and keep</source>
            <translation>Beenden und behalten</translation>
        </message>
        <message>
            <source>Keep it running</source>
            <translation>Weiterlaufen lassen</translation>
        </message>
    </context>
    <context>
        <name>Library</name>
        <message>
            <source>Checking {name}…</source>
            <translation>{name} wird geprüft…</translation>
        </message>
        <message>
            <source>Switch back</source>
            <translation>Zurückwechseln</translation>
        </message>
    </context>
    <context>
        <name>LibraryDialog</name>
        <message>
            <source>Working</source>
            <translation>Arbeitet</translation>
        </message>
        <message>
            <source>Report card</source>
            <translation>Zeugnis</translation>
        </message>
        <message>
            <source>Measure this model on the data of this computer, and show the page. Takes about half a minute.</source>
            <translation>Dieses Modell mit den Daten dieses Rechners messen und die Seite zeigen. Dauert etwa eine halbe Minute.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Measuring {name}…</source>
            <translation>{name} wird gemessen …</translation>
        </message>
        <message>
            <source>The report card is in {path}.</source>
            <translation>Das Zeugnis liegt in {path}.</translation>
        </message>
        <message>
            <source>Drop a model file here to bring it in (.keras, .h5, .tflite); nothing in it is run.</source>
            <translation>Lege hier eine Modelldatei ab, um sie aufzunehmen (.keras, .h5, .tflite); nichts darin wird ausgeführt.</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Aufnehmen…</translation>
        </message>
        <message>
            <source>Compare…</source>
            <translation>Vergleichen…</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Löschen…</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Verwenden</translation>
        </message>
        <message>
            <source>Delete the model “{name}” for good?</source>
            <translation>Das Modell „{name}“ endgültig löschen?</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>A model file</source>
            <translation>Eine Modelldatei</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Alle Dateien</translation>
        </message>
        <message>
            <source>Checking {name}…</source>
            <translation>{name} wird geprüft…</translation>
        </message>
        <message>
            <source>{name} is here: {description}.</source>
            <translation>{name} ist da: {description}.</translation>
        </message>
        <message>
            <source>Its origin is not verified: the file carries no hash.</source>
            <translation>Seine Herkunft ist nicht geprüft: Die Datei trägt keine Prüfsumme.</translation>
        </message>
        <message>
            <source>LiteRT cannot run it: Keras reads with it, which takes longer.</source>
            <translation>LiteRT kann es nicht ausführen: Keras liest damit, was länger dauert.</translation>
        </message>
        <message>
            <source>Save as PNG…</source>
            <translation>Als PNG speichern…</translation>
        </message>
        <message>
            <source>The report card is saved in {path}.</source>
            <translation>Das Zeugnis ist in {path} gespeichert.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Saved as {path}.</source>
            <translation>Gespeichert als {path}.</translation>
        </message>
    </context>
    <context>
        <name>MapView</name>
        <message>
            <source>The chosen picture, large</source>
            <translation>Das gewählte Bild, groß</translation>
        </message>
        <message>
            <source>{layer}, map {number}</source>
            <translation>{layer}, Karte {number}</translation>
        </message>
        <message>
            <source>{layer}, unit {number}</source>
            <translation>{layer}, Einheit {number}</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Message</source>
            <translation>Meldung</translation>
        </message>
        <message>
            <source>Dismiss (Esc)</source>
            <translation>Schließen (Esc)</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Nothing to do</source>
            <translation>Nichts zu tun</translation>
        </message>
    </context>
    <context>
        <name>MistakesPage</name>
        <message>
            <source>All mistakes</source>
            <translation>Alle Fehler</translation>
        </message>
        <message>
            <source>{count} mistakes</source>
            <translation>{count} Fehler</translation>
        </message>
        <message>
            <source>1 mistake</source>
            <translation>1 Fehler</translation>
        </message>
        <message>
            <source>No mistakes</source>
            <translation>Keine Fehler</translation>
        </message>
        <message>
            <source>Every picture was read right; these are the answers that were least sure.</source>
            <translation>Jedes Bild ist richtig gelesen; dies sind die unsichersten Antworten.</translation>
        </message>
        <message>
            <source>{kept} of them are here, from every cell, surest first. Choose a cell to see its own.</source>
            <translation>{kept} davon sind hier, aus jedem Feld, die sichersten zuerst. Wähle ein Feld, um seine Bilder zu sehen.</translation>
        </message>
        <message>
            <source>Surest first. Choose a cell to see its own; choose a picture to see it read.</source>
            <translation>Die sichersten zuerst. Wähle ein Feld, um seine Bilder zu sehen; wähle ein Bild, um es lesen zu lassen.</translation>
        </message>
        <message>
            <source>least sure first</source>
            <translation>die unsichersten zuerst</translation>
        </message>
        <message>
            <source>surest first</source>
            <translation>die sichersten zuerst</translation>
        </message>
        <message>
            <source>{kept} of {count} are here, {order}.</source>
            <translation>{kept} von {count} sind hier, {order}.</translation>
        </message>
        <message>
            <source>All, {order}.</source>
            <translation>Alle, {order}.</translation>
        </message>
        <message>
            <source>There are none.</source>
            <translation>Es gibt keine.</translation>
        </message>
    </context>
    <context>
        <name>ModelCards</name>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>{name} (in use)</source>
            <translation>{name} (in Gebrauch)</translation>
        </message>
        <message>
            <source>{accuracy} of {count} test pictures</source>
            <translation>{accuracy} von {count} Testbildern</translation>
        </message>
        <message>
            <source>not measured</source>
            <translation>nicht gemessen</translation>
        </message>
        <message>
            <source>not verified</source>
            <translation>nicht geprüft</translation>
        </message>
        <message>
            <source>{met} of {count} aims met</source>
            <translation>{met} von {count} Zielen erreicht</translation>
        </message>
    </context>
    <context>
        <name>ModelSwitch</name>
        <message>
            <source>Switch &amp;back to {name}</source>
            <translation>&amp;Zurück zu {name}</translation>
        </message>
        <message>
            <source>Switch &amp;back</source>
            <translation>&amp;Zurückwechseln</translation>
        </message>
    </context>
    <context>
        <name>NetworkView</name>
        <message>
            <source>What the network sees</source>
            <translation>Was das Netz sieht</translation>
        </message>
        <message>
            <source>The very pixels that the answer comes from. Place, size and pen width make no difference to them.</source>
            <translation>Genau die Pixel, aus denen die Antwort kommt. Ort, Größe und Stiftbreite ändern sie nicht.</translation>
        </message>
    </context>
    <context>
        <name>Opening</name>
        <message>
            <source>Pasted picture</source>
            <translation>Eingefügtes Bild</translation>
        </message>
        <message>
            <source>These are {count} files.</source>
            <translation>Das sind {count} Dateien.</translation>
        </message>
        <message>
            <source>This is text, not a picture.</source>
            <translation>Das ist Text, kein Bild.</translation>
        </message>
        <message>
            <source>Copy or drop a picture.</source>
            <translation>Kopiere ein Bild oder lege eines ab.</translation>
        </message>
        <message>
            <source>There is no picture in it.</source>
            <translation>Darin ist kein Bild.</translation>
        </message>
        <message>
            <source>Copy or drop a picture, or a file.</source>
            <translation>Kopiere ein Bild oder eine Datei, oder lege sie ab.</translation>
        </message>
        <message>
            <source>The picture has {size} pixels, which is too many.</source>
            <translation>Das Bild hat {size} Pixel, das sind zu viele.</translation>
        </message>
        <message>
            <source>Copy a smaller part of it.</source>
            <translation>Kopiere einen kleineren Teil davon.</translation>
        </message>
        <message>
            <source>“{address}” is on another computer.</source>
            <translation>„{address}“ liegt auf einem anderen Rechner.</translation>
        </message>
        <message>
            <source>Copy it to this computer first.</source>
            <translation>Kopiere es zuerst auf diesen Rechner.</translation>
        </message>
        <message>
            <source>“{address}” is an address, not a file.</source>
            <translation>„{address}“ ist eine Adresse, keine Datei.</translation>
        </message>
        <message>
            <source>Save the picture, then drop the file: Inkdigit does not use the network.</source>
            <translation>Speichere das Bild und lege dann die Datei ab: Inkdigit benutzt das Netz nicht.</translation>
        </message>
        <message>
            <source>First of {count} drawings.</source>
            <translation>Die erste von {count} Zeichnungen.</translation>
        </message>
        <message>
            <source>Drop one picture, or the folder that they are in.</source>
            <translation>Lege ein Bild ab oder den Ordner, in dem sie sind.</translation>
        </message>
        <message>
            <source>First of {count} pictures.</source>
            <translation>Das erste von {count} Bildern.</translation>
        </message>
    </context>
    <context>
        <name>Outcome</name>
        <message>
            <source>Switch back to {name}</source>
            <translation>Zurück zu {name}</translation>
        </message>
    </context>
    <context>
        <name>PenBar</name>
        <message>
            <source>Pen</source>
            <translation>Stift</translation>
        </message>
        <message>
            <source>Pen width</source>
            <translation>Stiftbreite</translation>
        </message>
        <message>
            <source>Pen width ([ and ]); the answer does not depend on it</source>
            <translation>Stiftbreite ([ und ]); die Antwort hängt nicht davon ab</translation>
        </message>
    </context>
    <context>
        <name>PhotoView</name>
        <message>
            <source>Drop a photo of anything here</source>
            <translation>Lege hier ein beliebiges Foto ab</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
    </context>
    <context>
        <name>PictureBar</name>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Back to the canvas</source>
            <translation>Zurück zur Zeichenfläche</translation>
        </message>
        <message>
            <source>Back to the canvas (Esc)</source>
            <translation>Zurück zur Zeichenfläche (Esc)</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Text of the picture</source>
            <translation>Text des Bildes</translation>
        </message>
        <message>
            <source>Copy the text</source>
            <translation>Text kopieren</translation>
        </message>
        <message>
            <source>Correct the selected digit…</source>
            <translation>Gewählte Ziffer berichtigen …</translation>
        </message>
        <message>
            <source>Say what the selected digit is, and keep it as an example (or type it)</source>
            <translation>Sage, was die gewählte Ziffer ist, und behalte sie als Beispiel (oder tippe sie)</translation>
        </message>
        <message>
            <source>One digit</source>
            <translation>Eine Ziffer</translation>
        </message>
        <message>
            <source>The whole picture is one digit</source>
            <translation>Das ganze Bild ist eine Ziffer</translation>
        </message>
        <message>
            <source>Save the picture with its boxes…</source>
            <translation>Das Bild mit seinen Rahmen speichern …</translation>
        </message>
    </context>
    <context>
        <name>PictureGrid</name>
        <message>
            <source>Click a picture to have it read</source>
            <translation>Klicke ein Bild an, um es lesen zu lassen</translation>
        </message>
    </context>
    <context>
        <name>PictureNumber</name>
        <message>
            <source>Part of the data</source>
            <translation>Teil der Daten</translation>
        </message>
        <message>
            <source>Test picture</source>
            <translation>Testbild</translation>
        </message>
        <message>
            <source>Training picture</source>
            <translation>Trainingsbild</translation>
        </message>
        <message>
            <source>Number of the picture, from 0</source>
            <translation>Nummer des Bildes, ab 0</translation>
        </message>
        <message>
            <source>Read it</source>
            <translation>Lesen</translation>
        </message>
        <message>
            <source>Show this picture in the window, and what it is read as</source>
            <translation>Dieses Bild im Fenster zeigen, und als was es gelesen wird</translation>
        </message>
        <message>
            <source>of {count}</source>
            <translation>von {count}</translation>
        </message>
    </context>
    <context>
        <name>PredictionPanel</name>
        <message>
            <source>What the network sees</source>
            <translation>Was das Netz sieht</translation>
        </message>
        <message>
            <source>28 × 28 pixels, framed and centred: this is what is read.</source>
            <translation>28 × 28 Pixel, eingepasst und zentriert: Das wird gelesen.</translation>
        </message>
    </context>
    <context>
        <name>Preparation</name>
        <message>
            <source>There are no data in “{name}”.</source>
            <translation>In „{name}“ sind keine Daten.</translation>
        </message>
        <message>
            <source>Download now</source>
            <translation>Jetzt herunterladen</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>Wird geladen …</translation>
        </message>
        <message>
            <source>Downloading {name}</source>
            <translation>{name} wird heruntergeladen</translation>
        </message>
        <message>
            <source>Loading {name}</source>
            <translation>{name} wird geladen</translation>
        </message>
        <message>
            <source>The pictures cannot be shown.</source>
            <translation>Die Bilder können nicht gezeigt werden.</translation>
        </message>
        <message>
            <source>The disk is slow to answer. Wait, or choose other data.</source>
            <translation>Das Laufwerk antwortet langsam. Warten oder andere Daten wählen.</translation>
        </message>
        <message>
            <source>“{name}” is still being looked for.</source>
            <translation>„{name}“ wird noch gesucht.</translation>
        </message>
    </context>
    <context>
        <name>PresetQuestion</name>
        <message>
            <source>Which network is it?</source>
            <translation>Welches Netz ist es?</translation>
        </message>
        <message>
            <source>“{name}” holds weights alone, without the network they belong to.</source>
            <translation>„{name}“ enthält nur Gewichte, ohne das Netz, zu dem sie gehören.</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>Bring in</source>
            <translation>Hereinholen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>The network of the shipped model: the best for drawing. Learns from pen strokes and from scribbles too.</source>
            <translation>Das Netz des mitgelieferten Modells: das beste zum Zeichnen. Lernt auch von Stiftstrichen und von Gekritzel.</translation>
        </message>
        <message>
            <source>The shortest way to 99 % on MNIST: one pass, in seconds.</source>
            <translation>Der kürzeste Weg zu 99 % auf MNIST: ein Durchgang, in Sekunden.</translation>
        </message>
        <message>
            <source>The convolutional network of the Keras example: two convolutions, dropout, 99.2 % on MNIST.</source>
            <translation>Das Faltungsnetz des Keras-Beispiels: zwei Faltungen, Dropout, 99,2 % auf MNIST.</translation>
        </message>
        <message>
            <source>The convolutional network of “Keras Succinctly”, made for a thousand pictures.</source>
            <translation>Das Faltungsnetz aus „Keras Succinctly“, für tausend Bilder gemacht.</translation>
        </message>
        <message>
            <source>One wide hidden layer, as in many first lessons: 98 % on MNIST.</source>
            <translation>Eine breite verdeckte Schicht, wie in vielen ersten Lektionen: 98 % auf MNIST.</translation>
        </message>
        <message>
            <source>Three small hidden layers and plain gradient descent on unscaled pixels: 96 % on MNIST.</source>
            <translation>Drei kleine verdeckte Schichten und einfacher Gradientenabstieg auf unskalierten Pixeln: 96 % auf MNIST.</translation>
        </message>
        <message>
            <source>The network of the shipped model for garments: six convolutions, 94 % on Fashion-MNIST.</source>
            <translation>Das Netz des mitgelieferten Modells für Kleidung: sechs Faltungen, 94 % auf Fashion-MNIST.</translation>
        </message>
        <message>
            <source>Two hidden layers for pictures of garments: 87 % on Fashion-MNIST.</source>
            <translation>Zwei verdeckte Schichten für Bilder von Kleidung: 87 % auf Fashion-MNIST.</translation>
        </message>
    </context>
    <context>
        <name>ProbabilityChart</name>
        <message>
            <source>Probability of each digit</source>
            <translation>Wahrscheinlichkeit jeder Ziffer</translation>
        </message>
        <message>
            <source>No drawing yet</source>
            <translation>Noch keine Zeichnung</translation>
        </message>
    </context>
    <context>
        <name>ReasonsPage</name>
        <message>
            <source>A picture has no strokes.</source>
            <translation>Ein Bild hat keine Striche.</translation>
        </message>
        <message>
            <source>There are no strokes yet.</source>
            <translation>Noch gibt es keine Striche.</translation>
        </message>
        <message>
            <source>Without one of the strokes</source>
            <translation>Ohne einen der Striche</translation>
        </message>
    </context>
    <context>
        <name>ReliabilityPlot</name>
        <message>
            <source>Accuracy by confidence</source>
            <translation>Genauigkeit nach Sicherheit</translation>
        </message>
        <message>
            <source>How sure the model is</source>
            <translation>Wie sicher das Modell ist</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Anzahl</translation>
        </message>
    </context>
    <context>
        <name>ReportCard</name>
        <message>
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <source>How improbable the right answers were to the model: lower is better</source>
            <translation>Wie unwahrscheinlich die richtigen Antworten dem Modell schienen: weniger ist besser</translation>
        </message>
        <message>
            <source>Calibration error</source>
            <translation>Kalibrierungsfehler</translation>
        </message>
        <message>
            <source>How far the model's confidence is from how often it is right</source>
            <translation>Wie weit die Sicherheit des Modells davon entfernt ist, wie oft es richtig liegt</translation>
        </message>
        <message>
            <source>Mistakes doubted</source>
            <translation>Bezweifelte Fehler</translation>
        </message>
        <message>
            <source>The share of wrong answers that are shown as unsure or no digit</source>
            <translation>Der Anteil der falschen Antworten, die als unsicher oder als keine Ziffer gezeigt werden</translation>
        </message>
        <message>
            <source>Right answers doubted</source>
            <translation>Bezweifelte richtige</translation>
        </message>
        <message>
            <source>The share of right answers shown as unsure or no digit</source>
            <translation>Der Anteil der richtigen Antworten, die als unsicher oder als keine Ziffer gezeigt werden</translation>
        </message>
    </context>
    <context>
        <name>ResultPage</name>
        <message>
            <source>The result appears here when the training has ended.</source>
            <translation>Das Ergebnis erscheint hier, sobald das Training zu Ende ist.</translation>
        </message>
        <message>
            <source>Measuring the new model…</source>
            <translation>Das neue Modell wird gemessen …</translation>
        </message>
        <message>
            <source>Measuring the new model: {share}</source>
            <translation>Das neue Modell wird gemessen: {share}</translation>
        </message>
        <message>
            <source>The model in use is measured on the same pictures…</source>
            <translation>Das verwendete Modell wird an denselben Bildern gemessen …</translation>
        </message>
        <message>
            <source>The measurement failed.</source>
            <translation>Die Messung ist fehlgeschlagen.</translation>
        </message>
        <message>
            <source>The model in use cannot be compared: {reason}</source>
            <translation>Das verwendete Modell lässt sich nicht vergleichen: {reason}</translation>
        </message>
    </context>
    <context>
        <name>ResultsView</name>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Picture {name}</source>
            <translation>Bild {name}</translation>
        </message>
    </context>
    <context>
        <name>RunsDialog</name>
        <message>
            <source>Select several to compare their curves on pictures that were held back.</source>
            <translation>Wähle mehrere, um ihre Kurven auf zurückgehaltenen Bildern zu vergleichen.</translation>
        </message>
        <message>
            <source>Training runs</source>
            <translation>Trainingsläufe</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Löschen…</translation>
        </message>
        <message>
            <source>Show folder</source>
            <translation>Ordner zeigen</translation>
        </message>
        <message>
            <source>Use model</source>
            <translation>Modell verwenden</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Daten</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>Epochen</translation>
        </message>
        <message>
            <source>Best accuracy</source>
            <translation>Beste Genauigkeit</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>Begonnen</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>There are no runs yet: choose Model, Train… to begin one.</source>
            <translation>Es gibt noch keine Läufe: Beginne einen unter Modell, Trainieren …</translation>
        </message>
        <message>
            <source>running</source>
            <translation>läuft</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>fertig</translation>
        </message>
        <message>
            <source>stopped and kept</source>
            <translation>beendet und behalten</translation>
        </message>
        <message>
            <source>cut off</source>
            <translation>abgebrochen</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
        </message>
        <message>
            <source>damaged</source>
            <translation>beschädigt</translation>
        </message>
        <message>
            <source>Epoch by epoch…</source>
            <translation>Epoche für Epoche …</translation>
        </message>
    </context>
    <context>
        <name>SampleGrid</name>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
    </context>
    <context>
        <name>SampleModel</name>
        <message>
            <source>as {answer}</source>
            <translation>als {answer}</translation>
        </message>
        <message>
            <source>{label} as {answer}</source>
            <translation>{label} als {answer}</translation>
        </message>
        <message>
            <source>Picture {number}: {label} read as {answer} ({share})</source>
            <translation>Bild {number}: {label} als {answer} ({share})</translation>
        </message>
    </context>
    <context>
        <name>Saving</name>
        <message>
            <source>A drawing cannot be saved as “{name}”.</source>
            <translation>Eine Zeichnung kann nicht als „{name}“ gespeichert werden.</translation>
        </message>
        <message>
            <source>Let the name end in .png for a picture or in .ndjson for strokes.</source>
            <translation>Der Name muss auf .png für ein Bild oder auf .ndjson für Striche enden.</translation>
        </message>
        <message>
            <source>A model cannot be exported as “{name}”.</source>
            <translation>Ein Modell kann nicht als „{name}“ exportiert werden.</translation>
        </message>
        <message>
            <source>“{path}” cannot be saved ({reason}).</source>
            <translation>„{path}“ kann nicht gespeichert werden ({reason}).</translation>
        </message>
        <message>
            <source>Choose another folder, or make room.</source>
            <translation>Wähle einen anderen Ordner oder schaffe Platz.</translation>
        </message>
        <message>
            <source>Let the name end in .inkdigit, .keras or .tflite.</source>
            <translation>Der Name muss auf .inkdigit, .keras oder .tflite enden.</translation>
        </message>
        <message>
            <source>A picture cannot be saved as “{name}”.</source>
            <translation>Ein Bild lässt sich nicht als „{name}“ speichern.</translation>
        </message>
        <message>
            <source>Let the name end in .png.</source>
            <translation>Lass den Namen auf .png enden.</translation>
        </message>
        <message>
            <source>the picture could not be written</source>
            <translation>das Bild ließ sich nicht schreiben</translation>
        </message>
        <message>
            <source>Smaller than the picture: that cannot be read any more.</source>
            <translation>Kleiner als das Bild: Das lässt sich nicht mehr lesen.</translation>
        </message>
        <message>
            <source>This model has no LiteRT file: LiteRT cannot run it.</source>
            <translation>Dieses Modell hat keine LiteRT-Datei: LiteRT kann es nicht ausführen.</translation>
        </message>
        <message>
            <source>Let the name end in .inkdigit or .keras.</source>
            <translation>Lass den Namen auf .inkdigit oder .keras enden.</translation>
        </message>
        <message>
            <source>A report card cannot be saved as “{name}”.</source>
            <translation>Ein Zeugnis kann nicht als „{name}“ gespeichert werden.</translation>
        </message>
    </context>
    <context>
        <name>ScriptSaver</name>
        <message>
            <source>Save as a Keras script</source>
            <translation>Als Keras-Skript speichern</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Loading the model…</source>
            <translation>Das Modell wird geladen …</translation>
        </message>
        <message>
            <source>No model</source>
            <translation>Kein Modell</translation>
        </message>
        <message>
            <source>Opening {name}…</source>
            <translation>{name} wird geöffnet …</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Nichts</translation>
        </message>
        <message>
            <source>{time} ms</source>
            <translation>{time} ms</translation>
        </message>
        <message>
            <source>Show the training</source>
            <translation>Das Training ansehen</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Training</translation>
        </message>
    </context>
    <context>
        <name>TextDialog</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
    </context>
    <context>
        <name>Training</name>
        <message>
            <source>training: {what}</source>
            <translation>Training: {what}</translation>
        </message>
        <message>
            <source>training {share}</source>
            <translation>Training {share}</translation>
        </message>
        <message>
            <source>training paused at {share}</source>
            <translation>Training angehalten bei {share}</translation>
        </message>
        <message>
            <source>training is ending</source>
            <translation>Training endet</translation>
        </message>
        <message>
            <source>training finished</source>
            <translation>Training fertig</translation>
        </message>
        <message>
            <source>training failed</source>
            <translation>Training fehlgeschlagen</translation>
        </message>
        <message>
            <source>training cancelled</source>
            <translation>Training verworfen</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>noch {time}</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} s</translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation>{n} min</translation>
        </message>
        <message>
            <source>{n} h</source>
            <translation>{n} h</translation>
        </message>
        <message>
            <source>loading the data</source>
            <translation>lädt die Daten</translation>
        </message>
        <message>
            <source>downloading the data</source>
            <translation>lädt die Daten herunter</translation>
        </message>
        <message>
            <source>preparing the network</source>
            <translation>bereitet das Netz vor</translation>
        </message>
        <message>
            <source>measuring</source>
            <translation>misst</translation>
        </message>
        <message>
            <source>getting ready</source>
            <translation>macht sich bereit</translation>
        </message>
        <message>
            <source>epoch</source>
            <translation>Epoche</translation>
        </message>
        <message>
            <source>epochs</source>
            <translation>Epochen</translation>
        </message>
        <message>
            <source>{preset}, {epochs} on {data}</source>
            <translation>{preset}, {epochs} mit {data}</translation>
        </message>
        <message>
            <source>Working out how long it takes…</source>
            <translation>Die Dauer wird ermittelt …</translation>
        </message>
        <message>
            <source>{preset}, {parameters} weights, {epochs} of {steps} on {data}: about {time}</source>
            <translation>{preset}, {parameters} Gewichte, {epochs} zu {steps} mit {data}: etwa {time}</translation>
        </message>
        <message>
            <source>step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <source>steps</source>
            <translation>Schritten</translation>
        </message>
        <message>
            <source>The time is an estimate from a few steps on this computer.</source>
            <translation>Die Dauer ist aus einigen Schritten auf diesem Rechner geschätzt.</translation>
        </message>
        <message>
            <source>Getting ready</source>
            <translation>Wird vorbereitet</translation>
        </message>
        <message>
            <source>Paused: {place}</source>
            <translation>Angehalten: {place}</translation>
        </message>
        <message>
            <source>Nothing is computed until you resume.</source>
            <translation>Es wird nichts gerechnet, bis du fortsetzt.</translation>
        </message>
        <message>
            <source>Ending</source>
            <translation>Wird beendet</translation>
        </message>
        <message>
            <source>The step under way is finished first.</source>
            <translation>Der laufende Schritt wird noch beendet.</translation>
        </message>
        <message>
            <source>The training failed</source>
            <translation>Das Training ist fehlgeschlagen</translation>
        </message>
        <message>
            <source>The settings of this run are damaged</source>
            <translation>Die Einstellungen dieses Laufs sind beschädigt</translation>
        </message>
        <message>
            <source>The training was cut off</source>
            <translation>Das Training wurde unterbrochen</translation>
        </message>
        <message>
            <source>The training was cancelled</source>
            <translation>Das Training wurde abgebrochen</translation>
        </message>
        <message>
            <source>Nothing was kept.</source>
            <translation>Nichts wurde behalten.</translation>
        </message>
        <message>
            <source>The first epoch begins</source>
            <translation>Die erste Epoche beginnt</translation>
        </message>
        <message>
            <source>Epoch {epoch} of {planned}</source>
            <translation>Epoche {epoch} von {planned}</translation>
        </message>
        <message>
            <source>, step {step} of {steps}</source>
            <translation>, Schritt {step} von {steps}</translation>
        </message>
        <message>
            <source>Loading the data</source>
            <translation>Die Daten werden geladen</translation>
        </message>
        <message>
            <source>Downloading the data</source>
            <translation>Die Daten werden heruntergeladen</translation>
        </message>
        <message>
            <source>Preparing the network</source>
            <translation>Das Netz wird vorbereitet</translation>
        </message>
        <message>
            <source>Measuring</source>
            <translation>Es wird gemessen</translation>
        </message>
        <message>
            <source>Starting the background process</source>
            <translation>Der Hintergrundprozess startet</translation>
        </message>
        <message>
            <source>The training has finished</source>
            <translation>Das Training ist zu Ende</translation>
        </message>
        <message>
            <source>{share} of {count} test pictures are read right</source>
            <translation>{share} von {count} Prüfbildern werden richtig gelesen</translation>
        </message>
        <message>
            <source>No epoch was finished.</source>
            <translation>Keine Epoche wurde fertig.</translation>
        </message>
        <message>
            <source>{epochs} in {time}</source>
            <translation>{epochs} in {time}</translation>
        </message>
        <message>
            <source>best after epoch {epoch}</source>
            <translation>am besten nach Epoche {epoch}</translation>
        </message>
        <message>
            <source>It begins with what “{model}” knows.</source>
            <translation>Es beginnt mit dem, was „{model}“ kann.</translation>
        </message>
    </context>
    <context>
        <name>TrainingButtons</name>
        <message>
            <source>Save as a Keras script…</source>
            <translation>Als Keras-Skript speichern …</translation>
        </message>
        <message>
            <source>New training</source>
            <translation>Neues Training</translation>
        </message>
        <message>
            <source>Cancel training</source>
            <translation>Training abbrechen</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Stop and keep</source>
            <translation>Beenden und behalten</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Switch back</source>
            <translation>Zurückwechseln</translation>
        </message>
        <message>
            <source>Use this model</source>
            <translation>Dieses Modell verwenden</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Starten</translation>
        </message>
        <message>
            <source>Save a plain Python program that does the same training</source>
            <translation>Ein einfaches Python-Programm speichern, das dasselbe Training macht</translation>
        </message>
        <message>
            <source>End at once and keep nothing</source>
            <translation>Sofort beenden und nichts behalten</translation>
        </message>
        <message>
            <source>Finish the step and make a model of the best so far</source>
            <translation>Den Schritt beenden und aus dem Besten bisher ein Modell machen</translation>
        </message>
        <message>
            <source>Go on from the last checkpoint</source>
            <translation>Vom letzten Zwischenstand weitermachen</translation>
        </message>
        <message>
            <source>Copy the model among yours and read with it from now on</source>
            <translation>Das Modell zu deinen kopieren und von nun an damit lesen</translation>
        </message>
    </context>
    <context>
        <name>TrainingDialog</name>
        <message>
            <source>Train a model</source>
            <translation>Ein Modell trainieren</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>The training was cancelled. Nothing was kept.</source>
            <translation>Das Training wurde abgebrochen. Nichts wurde behalten.</translation>
        </message>
        <message>
            <source>{share} of {count} test pictures are read right</source>
            <translation>{share} von {count} Prüfbildern werden richtig gelesen</translation>
        </message>
        <message>
            <source>Saved as {path}.</source>
            <translation>Gespeichert als {path}.</translation>
        </message>
    </context>
    <context>
        <name>TrainingForm</name>
        <message>
            <source>all</source>
            <translation>alle</translation>
        </message>
        <message>
            <source>“{text}” is no list of whole numbers.</source>
            <translation>„{text}“ ist keine Liste ganzer Zahlen.</translation>
        </message>
        <message>
            <source>Write numbers with commas between them, such as 32, 64.</source>
            <translation>Schreibe Zahlen mit Kommas dazwischen, etwa 32, 64.</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>Epochen</translation>
        </message>
        <message>
            <source>How often the network sees every picture. More take longer.</source>
            <translation>Wie oft das Netz jedes Bild sieht. Mehr dauern länger.</translation>
        </message>
        <message>
            <source>Batch size</source>
            <translation>Bilder je Schritt</translation>
        </message>
        <message>
            <source>How many pictures go into one step. Small batches learn more, but slower.</source>
            <translation>Wie viele Bilder in einen Schritt gehen. Wenige lernen mehr, aber langsamer.</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Lernrate</translation>
        </message>
        <message>
            <source>How far a step goes. Too large: the loss jumps or grows. Too small: it hardly falls.</source>
            <translation>Wie weit ein Schritt geht. Zu groß: Der Verlust springt oder wächst. Zu klein: Er fällt kaum.</translation>
        </message>
        <message>
            <source>Optimizer</source>
            <translation>Optimierer</translation>
        </message>
        <message>
            <source>The rule by which a step changes the weights.</source>
            <translation>Die Regel, nach der ein Schritt die Gewichte ändert.</translation>
        </message>
        <message>
            <source>Schedule</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>How the learning rate changes over the whole run.</source>
            <translation>Wie sich die Lernrate über den ganzen Lauf ändert.</translation>
        </message>
        <message>
            <source>Momentum</source>
            <translation>Schwung</translation>
        </message>
        <message>
            <source>For sgd and rmsprop: how much of the last step is kept in the next.</source>
            <translation>Für sgd und rmsprop: wie viel vom letzten Schritt im nächsten bleibt.</translation>
        </message>
        <message>
            <source>Beta 1</source>
            <translation>Beta 1</translation>
        </message>
        <message>
            <source>For adam and adamw: how long the mean of the gradients remembers.</source>
            <translation>Für adam und adamw: wie lange das Mittel der Gradienten zurückdenkt.</translation>
        </message>
        <message>
            <source>Beta 2</source>
            <translation>Beta 2</translation>
        </message>
        <message>
            <source>For adam and adamw: how long the size of the gradients is remembered.</source>
            <translation>Für adam und adamw: wie lange die Größe der Gradienten behalten wird.</translation>
        </message>
        <message>
            <source>Epsilon</source>
            <translation>Epsilon</translation>
        </message>
        <message>
            <source>A small number that keeps steps finite where gradients vanish.</source>
            <translation>Eine kleine Zahl, die Schritte endlich hält, wo Gradienten verschwinden.</translation>
        </message>
        <message>
            <source>Weight decay</source>
            <translation>Gewichtsabbau</translation>
        </message>
        <message>
            <source>Pulls weights towards zero, against learning by heart.</source>
            <translation>Zieht Gewichte zur Null, gegen Auswendiglernen.</translation>
        </message>
        <message>
            <source>Validation</source>
            <translation>Validierung</translation>
        </message>
        <message>
            <source>Pictures held back to choose the best epoch by. With none, the last epoch is kept.</source>
            <translation>Zurückgehaltene Bilder, nach denen die beste Epoche gewählt wird. Ohne sie bleibt die letzte.</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>Patience</source>
            <translation>Geduld</translation>
        </message>
        <message>
            <source>Stop after so many epochs without a better validation loss.</source>
            <translation>Nach so vielen Epochen ohne besseren Validierungsverlust aufhören.</translation>
        </message>
        <message>
            <source>endless</source>
            <translation>endlos</translation>
        </message>
        <message>
            <source>Checkpoint every</source>
            <translation>Zwischenstand alle</translation>
        </message>
        <message>
            <source>After so many epochs the state is written, to resume from.</source>
            <translation>Nach so vielen Epochen wird der Stand gespeichert, um davon fortzusetzen.</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Use only so many of the training pictures.</source>
            <translation>Nur so viele der Trainingsbilder verwenden.</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Startzahl</translation>
        </message>
        <message>
            <source>The same seed, data and settings give the same model again.</source>
            <translation>Dieselbe Startzahl, Daten und Einstellungen ergeben wieder dasselbe Modell.</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>What computes; “auto” takes the GPU where there is one.</source>
            <translation>Was rechnet; „auto“ nimmt die GPU, wo es eine gibt.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>What the model will be called.</source>
            <translation>Wie das Modell heißen wird.</translation>
        </message>
        <message>
            <source>Weigh rare classes more</source>
            <translation>Seltene Klassen stärker gewichten</translation>
        </message>
        <message>
            <source>Rare classes count as much as common ones.</source>
            <translation>Seltene Klassen zählen so viel wie häufige.</translation>
        </message>
        <message>
            <source>Keep checkpoints as .h5 too</source>
            <translation>Zwischenstände auch als .h5</translation>
        </message>
        <message>
            <source>Write each checkpoint in the older form of Keras as well.</source>
            <translation>Jeden Zwischenstand auch in der älteren Form von Keras schreiben.</translation>
        </message>
        <message>
            <source>Rotation</source>
            <translation>Drehung</translation>
        </message>
        <message>
            <source>Turn each picture by up to so many degrees.</source>
            <translation>Jedes Bild um bis zu so viele Grad drehen.</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Make each picture larger or smaller by up to this share.</source>
            <translation>Jedes Bild um bis zu diesem Anteil größer oder kleiner machen.</translation>
        </message>
        <message>
            <source>Slant</source>
            <translation>Neigung</translation>
        </message>
        <message>
            <source>Slant each picture by up to this share of its height.</source>
            <translation>Jedes Bild um bis zu diesem Anteil seiner Höhe neigen.</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>Verschiebung</translation>
        </message>
        <message>
            <source>Move each picture by up to so many pixels.</source>
            <translation>Jedes Bild um bis zu so viele Pixel verschieben.</translation>
        </message>
        <message>
            <source>Elastic</source>
            <translation>Biegung</translation>
        </message>
        <message>
            <source>Bend strokes by about so many pixels.</source>
            <translation>Striche um etwa so viele Pixel biegen.</translation>
        </message>
        <message>
            <source>Thickness</source>
            <translation>Dicke</translation>
        </message>
        <message>
            <source>The share of pictures whose strokes become thicker or thinner.</source>
            <translation>Der Anteil der Bilder, deren Striche dicker oder dünner werden.</translation>
        </message>
        <message>
            <source>Mirror half of the pictures</source>
            <translation>Die Hälfte der Bilder spiegeln</translation>
        </message>
        <message>
            <source>Right for garments, wrong for digits.</source>
            <translation>Richtig für Kleidung, falsch für Ziffern.</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Verdecken</translation>
        </message>
        <message>
            <source>The share of pictures of which a rectangle is covered with noise.</source>
            <translation>Der Anteil der Bilder, von denen ein Rechteck mit Rauschen verdeckt wird.</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Einheiten</translation>
        </message>
        <message>
            <source>How many units each dense layer has.</source>
            <translation>Wie viele Einheiten jede dichte Schicht hat.</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>How many patterns each convolution looks for.</source>
            <translation>Nach wie vielen Mustern jede Faltung sucht.</translation>
        </message>
        <message>
            <source>Kernel</source>
            <translation>Kern</translation>
        </message>
        <message>
            <source>How many pixels wide and high a convolution looks.</source>
            <translation>Wie viele Pixel breit und hoch eine Faltung blickt.</translation>
        </message>
        <message>
            <source>Kernels</source>
            <translation>Kerne</translation>
        </message>
        <message>
            <source>How many pixels wide and high each convolution looks.</source>
            <translation>Wie viele Pixel breit und hoch jede Faltung blickt.</translation>
        </message>
        <message>
            <source>Dropout</source>
            <translation>Dropout</translation>
        </message>
        <message>
            <source>The share of units that each step leaves out, against learning by heart.</source>
            <translation>Der Anteil der Einheiten, die jeder Schritt auslässt, gegen Auswendiglernen.</translation>
        </message>
        <message>
            <source>Dropout of convolutions</source>
            <translation>Dropout der Faltungen</translation>
        </message>
        <message>
            <source>The share of a convolution's results that each step leaves out.</source>
            <translation>Der Anteil der Ergebnisse einer Faltung, die jeder Schritt auslässt.</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Weitere Einstellungen</translation>
        </message>
        <message>
            <source>Vary the pictures</source>
            <translation>Bilder verändern</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>A network with a recipe to train it by</source>
            <translation>Ein Netz mit einem Rezept, es zu trainieren</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Daten</translation>
        </message>
        <message>
            <source>Vary the pictures while training</source>
            <translation>Die Bilder beim Training verändern</translation>
        </message>
        <message>
            <source>A model of this preset, by its name: the network goes on from what that one knows.</source>
            <translation>Ein Modell dieser Vorlage, mit Namen: Das Netz geht von dem aus, was dieses kann.</translation>
        </message>
        <message>
            <source>Begin with</source>
            <translation>Beginnen mit</translation>
        </message>
        <message>
            <source>random weights</source>
            <translation>Zufallsgewichten</translation>
        </message>
        <message>
            <source>How exactly to multiply while training; “bfloat16” is faster on new processors, slower on old ones.</source>
            <translation>Wie genau beim Training multipliziert wird; „bfloat16“ ist auf neuen Prozessoren schneller, auf alten langsamer.</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>Rechengenauigkeit</translation>
        </message>
        <message>
            <source>Leave as they are</source>
            <translation>Unverändert lassen</translation>
        </message>
        <message>
            <source>The share of pictures that are not varied.</source>
            <translation>Der Anteil der Bilder, die nicht verändert werden.</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Mischen</translation>
        </message>
        <message>
            <source>How much of the weights that it began with comes out in the end: more keeps more of them.</source>
            <translation>Wie viel von den Gewichten, mit denen es begann, am Ende herauskommt: Mehr bewahrt mehr davon.</translation>
        </message>
    </context>
    <context>
        <name>TrainingLog</name>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>Epoche</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <source>Val. loss</source>
            <translation>Val.-Verlust</translation>
        </message>
        <message>
            <source>Seconds</source>
            <translation>Sekunden</translation>
        </message>
        <message>
            <source>The best epoch: its weights are kept</source>
            <translation>Die beste Epoche: Ihre Gewichte bleiben</translation>
        </message>
        <message>
            <source>Val. acc.</source>
            <translation>Val.-Gen.</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Rate</translation>
        </message>
        <message>
            <source>How often the network has seen every picture</source>
            <translation>Wie oft das Netz jedes Bild gesehen hat</translation>
        </message>
        <message>
            <source>What the training makes smaller, on the pictures it learns from</source>
            <translation>Was das Training verkleinert, an den Bildern, von denen es lernt</translation>
        </message>
        <message>
            <source>The share of pictures read right, of those it learns from</source>
            <translation>Der Anteil richtig gelesener Bilder unter denen, von denen es lernt</translation>
        </message>
        <message>
            <source>The loss on the pictures that were held back</source>
            <translation>Der Verlust an den zurückgehaltenen Bildern</translation>
        </message>
        <message>
            <source>The accuracy on the pictures that were held back</source>
            <translation>Die Genauigkeit an den zurückgehaltenen Bildern</translation>
        </message>
        <message>
            <source>The learning rate at the epoch's end</source>
            <translation>Die Lernrate am Ende der Epoche</translation>
        </message>
        <message>
            <source>How long the epoch took</source>
            <translation>Wie lange die Epoche dauerte</translation>
        </message>
    </context>
    <context>
        <name>TrainingPages</name>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>Curves</source>
            <translation>Kurven</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>The network's layers</source>
            <translation>Die Schichten des Netzes</translation>
        </message>
        <message>
            <source>The layers appear here in a few seconds.</source>
            <translation>Die Schichten erscheinen hier in einigen Sekunden.</translation>
        </message>
    </context>
    <context>
        <name>TrainingQuestion</name>
        <message>
            <source>Go back</source>
            <translation>Zurück</translation>
        </message>
    </context>
    <context>
        <name>TrainingWatch</name>
        <message>
            <source>The training of “{name}” has finished.</source>
            <translation>Das Training von „{name}“ ist fertig.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>The training of “{name}” was cut off after {epochs} of {planned} epochs.</source>
            <translation>Das Training von „{name}“ brach nach {epochs} von {planned} Epochen ab.</translation>
        </message>
    </context>
    <context>
        <name>WeightsPage</name>
        <message>
            <source>The first layer of this model has no filters that are pictures.</source>
            <translation>Die erste Schicht dieses Modells hat keine Filter, die Bilder sind.</translation>
        </message>
        <message>
            <source>Filters of {layer}: bright adds to the answer, dark takes from it</source>
            <translation>Filter von {layer}: Helles trägt zur Antwort bei, Dunkles nimmt von ihr weg</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Gewichte</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Schicht</translation>
        </message>
        <message>
            <source>Array</source>
            <translation>Feld</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>Deviation</source>
            <translation>Streuung</translation>
        </message>
        <message>
            <source>Lowest</source>
            <translation>Kleinstes</translation>
        </message>
        <message>
            <source>Highest</source>
            <translation>Größtes</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>How often each weight occurs</source>
            <translation>Wie oft jedes Gewicht vorkommt</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>This is {article} {label}.</source>
            <translation>Das ist eine {label}.</translation>
        </message>
        <message>
            <source>No model</source>
            <translation>Kein Modell</translation>
        </message>
        <message>
            <source>Choose one under Model, Models…</source>
            <translation>Wähle eines unter Modell, Modelle …</translation>
        </message>
        <message>
            <source>Nothing stands out from the background of this picture.</source>
            <translation>In diesem Bild hebt sich nichts vom Hintergrund ab.</translation>
        </message>
        <message>
            <source>No digit found</source>
            <translation>Keine Ziffer gefunden</translation>
        </message>
        <message>
            <source>Draw a digit</source>
            <translation>Zeichne eine Ziffer</translation>
        </message>
        <message>
            <source>The answer moves with your pen.</source>
            <translation>Die Antwort folgt deinem Stift.</translation>
        </message>
        <message>
            <source>It looks like none of the ten; {article} {label} comes nearest.</source>
            <translation>Es gleicht keiner der zehn; am nächsten kommt eine {label}.</translation>
        </message>
        <message>
            <source>It looks like none of the ten.</source>
            <translation>Es gleicht keiner der zehn.</translation>
        </message>
        <message>
            <source>Not a digit</source>
            <translation>Keine Ziffer</translation>
        </message>
        <message>
            <source>Perhaps {article} {label}</source>
            <translation>Vielleicht eine {label}</translation>
        </message>
        <message>
            <source>Or {article} {label}, at {percent}.</source>
            <translation>Oder eine {label}, mit {percent}.</translation>
        </message>
        <message>
            <source>The form is unusual.</source>
            <translation>Die Form ist ungewöhnlich.</translation>
        </message>
        <message>
            <source>an</source>
            <translation>eine</translation>
        </message>
        <message>
            <source>a</source>
            <translation>eine</translation>
        </message>
        <message>
            <source>No digits found: nothing here looks like one.</source>
            <translation>Keine Ziffern gefunden: Nichts hier sieht wie eine aus.</translation>
        </message>
        <message>
            <source>It looks like none of the ten. Drag a box round a digit.</source>
            <translation>Es gleicht keiner der zehn. Ziehe einen Kasten um eine Ziffer.</translation>
        </message>
        <message>
            <source>Part {place} is not a digit.</source>
            <translation>Teil {place} ist keine Ziffer.</translation>
        </message>
        <message>
            <source>Perhaps {text}</source>
            <translation>Vielleicht {text}</translation>
        </message>
        <message>
            <source>Write on: the next digit joins it.</source>
            <translation>Schreib weiter: Die nächste Ziffer kommt dazu.</translation>
        </message>
        <message>
            <source>Least sure: the {label} at place {place}.</source>
            <translation>Am unsichersten: die {label} an Stelle {place}.</translation>
        </message>
        <message>
            <source>Write a number</source>
            <translation>Schreibe eine Zahl</translation>
        </message>
        <message>
            <source>It is read as it grows.</source>
            <translation>Sie wird gelesen, während sie wächst.</translation>
        </message>
        <message>
            <source>Digit {place} has an unusual form.</source>
            <translation>Ziffer {place} hat eine ungewöhnliche Form.</translation>
        </message>
        <message>
            <source>Digit {place} is {first}, or {rival} at {percent}.</source>
            <translation>Ziffer {place} ist {first} oder {rival} mit {percent}.</translation>
        </message>
        <message>
            <source>Drop a picture</source>
            <translation>Lege ein Bild ab</translation>
        </message>
        <message>
            <source>Or draw an outline: what it encloses is filled.</source>
            <translation>Oder zeichne einen Umriss: Was er einschließt, wird gefüllt.</translation>
        </message>
        <message>
            <source>None of these</source>
            <translation>Nichts davon</translation>
        </message>
        <message>
            <source>It looks like none of the classes below.</source>
            <translation>Es gleicht keiner der Klassen unten.</translation>
        </message>
        <message>
            <source>It looks like none of the classes; {label} comes nearest.</source>
            <translation>Es gleicht keiner der Klassen; am nächsten kommt {label}.</translation>
        </message>
        <message>
            <source>Perhaps: {label}</source>
            <translation>Vielleicht: {label}</translation>
        </message>
        <message>
            <source>{percent}. The form is unusual.</source>
            <translation>{percent}. Die Form ist ungewöhnlich.</translation>
        </message>
        <message>
            <source>{percent}. Or {label}, at {other}.</source>
            <translation>{percent}. Oder {label}, mit {other}.</translation>
        </message>
        <message>
            <source>This is: {label}.</source>
            <translation>Das ist: {label}.</translation>
        </message>
        <message>
            <source>not one of these</source>
            <translation>keine davon</translation>
        </message>
    </context>
    <context>
        <name>DeviceMenu</name>
        <message>
            <source>Keras reads with this model now.</source>
            <translation>Jetzt liest Keras mit diesem Modell.</translation>
        </message>
        <message>
            <source>Keras is getting ready for this model, which LiteRT cannot run…</source>
            <translation>Keras macht sich für dieses Modell bereit, das LiteRT nicht ausführen kann …</translation>
        </message>
        <message>
            <source>LiteRT cannot run this model: Keras does, in a process of its own.</source>
            <translation>LiteRT kann dieses Modell nicht ausführen: Keras tut es, in einem eigenen Prozess.</translation>
        </message>
        <message>
            <source>The GPU was chosen under Model, Device.</source>
            <translation>Die GPU wurde unter Modell, Gerät gewählt.</translation>
        </message>
        <message>
            <source>The GPU is being tried, or cannot be used; the processor reads.</source>
            <translation>Die GPU wird versucht oder ist nicht nutzbar; der Prozessor liest.</translation>
        </message>
        <message>
            <source>The processor was chosen under Model, Device.</source>
            <translation>Der Prozessor wurde unter Modell, Gerät gewählt.</translation>
        </message>
        <message>
            <source>Chosen by itself: for single drawings the processor is the fastest.</source>
            <translation>Von selbst gewählt: Für einzelne Zeichnungen ist der Prozessor am schnellsten.</translation>
        </message>
        <message>
            <source>{reason} The processor reads on.</source>
            <translation>{reason} Der Prozessor liest weiter.</translation>
        </message>
    </context>
    <context>
        <name>HelpMenu</name>
        <message>
            <source>The folder “{path}” cannot be made ({reason}).</source>
            <translation>Der Ordner „{path}“ lässt sich nicht anlegen ({reason}).</translation>
        </message>
        <message>
            <source>Check its permissions.</source>
            <translation>Prüfe seine Rechte.</translation>
        </message>
        <message>
            <source>The logs are in {path}.</source>
            <translation>Die Protokolle sind in {path}.</translation>
        </message>
        <message>
            <source>Training needs the full Inkdigit</source>
            <translation>Zum Trainieren braucht es das ganze Inkdigit</translation>
        </message>
        <message>
            <source>This is the small Inkdigit: it reads digits, but cannot train. Install the full one in place of it: the package “inkdigit” instead of “inkdigit-reader”. Your drawings and models stay.</source>
            <translation>Dies ist das kleine Inkdigit: Es liest Ziffern, kann aber nicht trainieren. Installiere stattdessen das ganze: das Paket „inkdigit“ anstelle von „inkdigit-reader“. Deine Zeichnungen und Modelle bleiben.</translation>
        </message>
        <message>
            <source>All is well.</source>
            <translation>Alles in Ordnung.</translation>
        </message>
        <message>
            <source>Something is missing or damaged: install Inkdigit again.</source>
            <translation>Etwas fehlt oder ist beschädigt: Installiere Inkdigit neu.</translation>
        </message>
        <message>
            <source>Check for problems</source>
            <translation>Auf Probleme prüfen</translation>
        </message>
        <message>
            <source>Inkdigit stands on the work of others. These are their licences.</source>
            <translation>Inkdigit steht auf der Arbeit anderer. Dies sind ihre Lizenzen.</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>Lizenzen</translation>
        </message>
    </context>
    <context>
        <name>Recovery</name>
        <message>
            <source>Inkdigit was not closed properly the last time.</source>
            <translation>Inkdigit wurde das letzte Mal nicht richtig beendet.</translation>
        </message>
        <message>
            <source>Your drawing is back.</source>
            <translation>Deine Zeichnung ist wieder da.</translation>
        </message>
        <message>
            <source>Show report</source>
            <translation>Bericht zeigen</translation>
        </message>
    </context>
    <context>
        <name>RecentMenu</name>
        <message>
            <source>Open &amp;recent</source>
            <translation>&amp;Zuletzt geöffnet</translation>
        </message>
        <message>
            <source>Open recent</source>
            <translation>Zuletzt geöffnet</translation>
        </message>
        <message>
            <source>&amp;Forget these</source>
            <translation>Diese &amp;vergessen</translation>
        </message>
    </context>
    <context>
        <name>PictureReader</name>
        <message>
            <source>Copied: {text}</source>
            <translation>Kopiert: {text}</translation>
        </message>
        <message>
            <source>There is no ink in this box.</source>
            <translation>In diesem Kasten ist keine Tinte.</translation>
        </message>
        <message>
            <source>Drag it round a whole digit.</source>
            <translation>Ziehe ihn um eine ganze Ziffer.</translation>
        </message>
        <message>
            <source>This picture is read as one digit.</source>
            <translation>Dieses Bild wird als eine Ziffer gelesen.</translation>
        </message>
        <message>
            <source>Untick “One digit” to draw boxes.</source>
            <translation>Nimm den Haken bei „Eine Ziffer“ weg, um Rahmen zu ziehen.</translation>
        </message>
    </context>
    <context>
        <name>FolderDialog</name>
        <message>
            <source>Unsure only</source>
            <translation>Nur Unsichere</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>{done} of {total}, {seconds} s left</source>
            <translation>{done} von {total}, noch {seconds} s</translation>
        </message>
        <message>
            <source>{count} pictures, {failed} not read</source>
            <translation>{count} Bilder, {failed} nicht gelesen</translation>
        </message>
        <message>
            <source>Saved as {path}.</source>
            <translation>Gespeichert als {path}.</translation>
        </message>
        <message>
            <source>Double-click a picture to see its digits.</source>
            <translation>Doppelklick auf ein Bild zeigt seine Ziffern.</translation>
        </message>
        <message>
            <source>As a table (CSV)…</source>
            <translation>Als Tabelle (CSV) …</translation>
        </message>
        <message>
            <source>As JSON lines…</source>
            <translation>Als JSON-Zeilen …</translation>
        </message>
        <message>
            <source>As pictures with boxes…</source>
            <translation>Als Bilder mit Rahmen …</translation>
        </message>
    </context>
    <context>
        <name>FolderModel</name>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Lowest confidence</source>
            <translation>Geringste Sicherheit</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>Urteil</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>nicht gelesen</translation>
        </message>
        <message>
            <source>no digits</source>
            <translation>keine Ziffern</translation>
        </message>
        <message>
            <source>sure</source>
            <translation>sicher</translation>
        </message>
        <message>
            <source>unsure</source>
            <translation>unsicher</translation>
        </message>
        <message>
            <source>not all digits</source>
            <translation>nicht alles Ziffern</translation>
        </message>
    </context>
    <context>
        <name>Folder</name>
        <message>
            <source>There are more than {count} pictures in this folder.</source>
            <translation>In diesem Ordner sind mehr als {count} Bilder.</translation>
        </message>
        <message>
            <source>Choose a folder within it, or use “inkdigit classify FOLDER --csv OUT”.</source>
            <translation>Wähle einen Ordner darin oder nimm „inkdigit classify ORDNER --csv AUS“.</translation>
        </message>
        <message>
            <source>{count} of the pictures cannot be read any more.</source>
            <translation>{count} der Bilder lassen sich nicht mehr lesen.</translation>
        </message>
    </context>
    <context>
        <name>DigitStrip</name>
        <message>
            <source>Click a digit, or press the arrow keys, to see its bars</source>
            <translation>Klicke eine Ziffer an oder nimm die Pfeiltasten, um ihre Balken zu sehen</translation>
        </message>
        <message>
            <source>Digits of the number</source>
            <translation>Ziffern der Zahl</translation>
        </message>
        <message>
            <source>Digit {place} of {count}: {sign}</source>
            <translation>Ziffer {place} von {count}: {sign}</translation>
        </message>
    </context>
    <context>
        <name>NumberMode</name>
        <message>
            <source>Copied: {text}</source>
            <translation>Kopiert: {text}</translation>
        </message>
    </context>
    <context>
        <name>PairedBars</name>
        <message>
            <source>Probability of each digit, with all steps and with those that are ticked</source>
            <translation>Wahrscheinlichkeit jeder Ziffer, mit allen Schritten und mit den angehakten</translation>
        </message>
        <message>
            <source>all steps</source>
            <translation>alle Schritte</translation>
        </message>
        <message>
            <source>ticked steps</source>
            <translation>angehakte Schritte</translation>
        </message>
        <message>
            <source>{name}: {full} with all steps, {chosen} with those that are ticked</source>
            <translation>{name}: {full} mit allen Schritten, {chosen} mit den angehakten</translation>
        </message>
    </context>
    <context>
        <name>StageCard</name>
        <message>
            <source>without: {answer}</source>
            <translation>ohne: {answer}</translation>
        </message>
    </context>
    <context>
        <name>Stages</name>
        <message>
            <source>Cut out</source>
            <translation>Ausgeschnitten</translation>
        </message>
        <message>
            <source>Ink only</source>
            <translation>Nur Tinte</translation>
        </message>
        <message>
            <source>20 pixels</source>
            <translation>20 Pixel</translation>
        </message>
        <message>
            <source>Pen width</source>
            <translation>Strichbreite</translation>
        </message>
        <message>
            <source>Centred</source>
            <translation>Zentriert</translation>
        </message>
        <message>
            <source>cut to the box of the ink; else all that is around it stays.</source>
            <translation>auf den Rahmen der Tinte beschnitten; sonst bleibt alles, was darum herum ist.</translation>
        </message>
        <message>
            <source>ink bright on black, the paper gone; else light and dark as they are.</source>
            <translation>Tinte hell auf Schwarz, ohne das Papier; sonst Hell und Dunkel, wie sie sind.</translation>
        </message>
        <message>
            <source>the longer side becomes 20 pixels; else it is stretched over all 28 × 28.</source>
            <translation>die längere Seite wird 20 Pixel; sonst wird sie über alle 28 × 28 gezogen.</translation>
        </message>
        <message>
            <source>lines as broad as the network knows them; else as they were drawn.</source>
            <translation>Linien so breit, wie das Netz sie kennt; sonst wie gezeichnet.</translation>
        </message>
        <message>
            <source>the centre of mass comes into the middle; else the middle of the box.</source>
            <translation>der Schwerpunkt kommt in die Mitte; sonst die Mitte des Rahmens.</translation>
        </message>
        <message>
            <source>not a digit</source>
            <translation>keine Ziffer</translation>
        </message>
        <message>
            <source>Draw a digit to see what becomes of it.</source>
            <translation>Zeichne eine Ziffer und sieh, was aus ihr wird.</translation>
        </message>
        <message>
            <source>Without {steps} it reads {label} ({percent}).</source>
            <translation>Ohne {steps} wird {label} gelesen ({percent}).</translation>
        </message>
        <message>
            <source>Without {steps} it finds no digit.</source>
            <translation>Ohne {steps} wird keine Ziffer erkannt.</translation>
        </message>
        <message>
            <source>With all steps it reads {label} ({percent}).</source>
            <translation>Mit allen Schritten wird {label} gelesen ({percent}).</translation>
        </message>
        <message>
            <source>With all steps it finds no digit.</source>
            <translation>Mit allen Schritten wird keine Ziffer erkannt.</translation>
        </message>
        <message>
            <source>The network has learned from digits that were prepared like this, and reads best what looks like them.</source>
            <translation>Das Netz hat an Ziffern gelernt, die so vorbereitet waren, und liest am besten, was ihnen gleicht.</translation>
        </message>
        <message>
            <source>cutting out</source>
            <translation>Ausschneiden</translation>
        </message>
        <message>
            <source>taking the ink alone</source>
            <translation>Freistellen der Tinte</translation>
        </message>
        <message>
            <source>fitting it to 20 pixels</source>
            <translation>Einpassen auf 20 Pixel</translation>
        </message>
        <message>
            <source>the usual pen width</source>
            <translation>die übliche Strichbreite</translation>
        </message>
        <message>
            <source>centring</source>
            <translation>Zentrieren</translation>
        </message>
        <message>
            <source>{some} and {last}</source>
            <translation>{some} und {last}</translation>
        </message>
        <message>
            <source>The model in use is not fed like this.</source>
            <translation>Das benutzte Modell bekommt seine Bilder anders.</translation>
        </message>
        <message>
            <source>Choose a model for digits under Model, Models…</source>
            <translation>Wähle unter Modell, Modelle … ein Modell für Ziffern.</translation>
        </message>
    </context>
    <context>
        <name>StagesDialog</name>
        <message>
            <source>Steps before reading</source>
            <translation>Schritte vor dem Lesen</translation>
        </message>
        <message>
            <source>As it is seen</source>
            <translation>Wie gesehen</translation>
        </message>
        <message>
            <source>All steps</source>
            <translation>Alle Schritte</translation>
        </message>
        <message>
            <source>This picture has 28 × 28 pixels already and is read just as it is.</source>
            <translation>Dieses Bild hat schon 28 × 28 Pixel und wird gelesen, wie es ist.</translation>
        </message>
        <message>
            <source>No steps here</source>
            <translation>Hier gibt es keine Schritte</translation>
        </message>
        <message>
            <source>Untick a step to see the digit, and the answer, without it.</source>
            <translation>Nimm den Haken bei einem Schritt weg und sieh die Ziffer und die Antwort ohne ihn.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>StagesOpener</name>
        <message>
            <source>There is no model to read with.</source>
            <translation>Es gibt kein Modell zum Lesen.</translation>
        </message>
    </context>
    <context>
        <name>Sentences</name>
        <message>
            <source> in the layer “{name}”</source>
            <translation> in der Schicht „{name}“</translation>
        </message>
        <message>
            <source> in “{name}”</source>
            <translation> in „{name}“</translation>
        </message>
        <message>
            <source>A GPU is there, but the processor was asked for.</source>
            <translation>Eine GPU ist da, aber der Prozessor wurde verlangt.</translation>
        </message>
        <message>
            <source>A background process cannot be started ({reason}).</source>
            <translation>Ein Hintergrundprozess kann nicht gestartet werden ({reason}).</translation>
        </message>
        <message>
            <source>A bug ended the run.</source>
            <translation>Ein Programmfehler hat den Lauf beendet.</translation>
        </message>
        <message>
            <source>A canvas of {width:g} × {height:g} is not possible.</source>
            <translation>Eine Zeichenfläche von {width:g} × {height:g} ist nicht möglich.</translation>
        </message>
        <message>
            <source>A file of the form {form} ends in {ending}, and “{name}” does not.</source>
            <translation>Eine Datei der Form {form} endet auf {ending}, „{name}“ aber nicht.</translation>
        </message>
        <message>
            <source>A mirrored digit is no digit.</source>
            <translation>Eine gespiegelte Ziffer ist keine Ziffer.</translation>
        </message>
        <message>
            <source>A model's name begins and ends with a letter or a digit.</source>
            <translation>Der Name eines Modells beginnt und endet mit einem Buchstaben oder einer Ziffer.</translation>
        </message>
        <message>
            <source>A part may have {pictures:,} pictures.</source>
            <translation>Ein Teil darf {pictures:,} Bilder haben.</translation>
        </message>
        <message>
            <source>A part of the model leads nowhere.</source>
            <translation>Ein Teil des Modells führt nirgendwohin.</translation>
        </message>
        <message>
            <source>A raster must be uint8 with values 0-255, not {dtype}.</source>
            <translation>Ein Raster muss uint8 mit Werten von 0 bis 255 sein, nicht {dtype}.</translation>
        </message>
        <message>
            <source>A stroke is not a list of points [x, y].</source>
            <translation>Ein Strich ist keine Liste von Punkten [x, y].</translation>
        </message>
        <message>
            <source>A stroke needs at least one point, and every point finite numbers.</source>
            <translation>Ein Strich braucht mindestens einen Punkt und jeder Punkt endliche Zahlen.</translation>
        </message>
        <message>
            <source>A training is running already.</source>
            <translation>Es läuft schon ein Training.</translation>
        </message>
        <message>
            <source>A worker of the cluster answered something that is no reading.</source>
            <translation>Ein Arbeiter des Clusters hat etwas geantwortet, das keine Lesung ist.</translation>
        </message>
        <message>
            <source>A worker of the cluster has Inkdigit {theirs}; this one is {version}.</source>
            <translation>Ein Arbeiter des Clusters hat Inkdigit {theirs}; dieses hier ist {version}.</translation>
        </message>
        <message>
            <source>An ONNX file can only be checked with the package onnxruntime, which is not installed.</source>
            <translation>Eine ONNX-Datei kann nur mit dem Paket onnxruntime geprüft werden, und das ist nicht installiert.</translation>
        </message>
        <message>
            <source>Beside “{train}” the folder “{folder}” has “{other}”.</source>
            <translation>Neben „{train}“ enthält der Ordner „{folder}“ auch „{other}“.</translation>
        </message>
        <message>
            <source>Broken pipe</source>
            <translation>Die Leitung ist unterbrochen</translation>
        </message>
        <message>
            <source>Build it with an input shape, then save it again.</source>
            <translation>Baue es mit einer Eingabeform und speichere es noch einmal.</translation>
        </message>
        <message>
            <source>CPU (LiteRT), {count} cores, {machine}</source>
            <translation>CPU (LiteRT), {count} Kerne, {machine}</translation>
        </message>
        <message>
            <source>Change its permissions, or copy it to a folder of yours.</source>
            <translation>Ändere ihre Zugriffsrechte oder kopiere sie in einen Ordner von dir.</translation>
        </message>
        <message>
            <source>Change its permissions.</source>
            <translation>Ändere seine Zugriffsrechte.</translation>
        </message>
        <message>
            <source>Check INKDIGIT_IMAGENET, or leave it out.</source>
            <translation>Prüfe INKDIGIT_IMAGENET oder lass es weg.</translation>
        </message>
        <message>
            <source>Check its permissions.</source>
            <translation>Prüfe ihre Zugriffsrechte.</translation>
        </message>
        <message>
            <source>Check the address: “dask scheduler” prints it when it starts.</source>
            <translation>Prüfe die Adresse: „dask scheduler“ nennt sie beim Start.</translation>
        </message>
        <message>
            <source>Check the connection and try again; it goes on from there.</source>
            <translation>Prüfe die Verbindung und versuche es noch einmal; es geht dort weiter.</translation>
        </message>
        <message>
            <source>Check the file.</source>
            <translation>Prüfe die Datei.</translation>
        </message>
        <message>
            <source>Check the folder's permissions.</source>
            <translation>Prüfe die Zugriffsrechte des Ordners.</translation>
        </message>
        <message>
            <source>Check the name and the folder.</source>
            <translation>Prüfe den Namen und den Ordner.</translation>
        </message>
        <message>
            <source>Choose 0-255 or 0-1, bright or dark ink.</source>
            <translation>Wähle 0-255 oder 0-1 und helle oder dunkle Tinte.</translation>
        </message>
        <message>
            <source>Choose a .keras, .h5 or .tflite file, or the folder of a model.</source>
            <translation>Wähle eine Datei mit .keras, .h5 oder .tflite oder den Ordner eines Modells.</translation>
        </message>
        <message>
            <source>Choose a UNIPEN file with .SEGMENT DIGIT entries.</source>
            <translation>Wähle eine UNIPEN-Datei mit Einträgen „.SEGMENT DIGIT“.</translation>
        </message>
        <message>
            <source>Choose a classifier.</source>
            <translation>Wähle ein Modell, das Klassen unterscheidet.</translation>
        </message>
        <message>
            <source>Choose a data set of 28×28 pictures.</source>
            <translation>Wähle einen Datensatz mit Bildern von 28×28.</translation>
        </message>
        <message>
            <source>Choose a data set that has some.</source>
            <translation>Wähle einen Datensatz, der welche hat.</translation>
        </message>
        <message>
            <source>Choose a file or a folder.</source>
            <translation>Wähle eine Datei oder einen Ordner.</translation>
        </message>
        <message>
            <source>Choose a file that Inkdigit has saved.</source>
            <translation>Wähle eine Datei, die Inkdigit gespeichert hat.</translation>
        </message>
        <message>
            <source>Choose a file that Keras has saved.</source>
            <translation>Wähle eine Datei, die Keras gespeichert hat.</translation>
        </message>
        <message>
            <source>Choose a file with a drawing a line.</source>
            <translation>Wähle eine Datei mit einer Zeichnung je Zeile.</translation>
        </message>
        <message>
            <source>Choose a file with data.</source>
            <translation>Wähle eine Datei mit Daten.</translation>
        </message>
        <message>
            <source>Choose a file.</source>
            <translation>Wähle eine Datei.</translation>
        </message>
        <message>
            <source>Choose a folder that Inkdigit has made, or a model file.</source>
            <translation>Wähle einen Ordner, den Inkdigit gemacht hat, oder eine Modelldatei.</translation>
        </message>
        <message>
            <source>Choose a model file.</source>
            <translation>Wähle eine Modelldatei.</translation>
        </message>
        <message>
            <source>Choose a model for MNIST's form: 28×28, 28×28×1 or 784 numbers.</source>
            <translation>Wähle ein Modell für die Form von MNIST: 28×28, 28×28×1 oder 784 Zahlen.</translation>
        </message>
        <message>
            <source>Choose a model made by Inkdigit.</source>
            <translation>Wähle ein Modell, das Inkdigit gemacht hat.</translation>
        </message>
        <message>
            <source>Choose a model that does.</source>
            <translation>Wähle ein Modell, das es tut.</translation>
        </message>
        <message>
            <source>Choose a model that reads one picture.</source>
            <translation>Wähle ein Modell, das ein Bild liest.</translation>
        </message>
        <message>
            <source>Choose a model with one input and one output.</source>
            <translation>Wähle ein Modell mit einer Eingabe und einer Ausgabe.</translation>
        </message>
        <message>
            <source>Choose a picture file.</source>
            <translation>Wähle eine Bilddatei.</translation>
        </message>
        <message>
            <source>Choose a picture in it.</source>
            <translation>Wähle ein Bild darin.</translation>
        </message>
        <message>
            <source>Choose a smaller data set.</source>
            <translation>Wähle einen kleineren Datensatz.</translation>
        </message>
        <message>
            <source>Choose a smaller model.</source>
            <translation>Wähle ein kleineres Modell.</translation>
        </message>
        <message>
            <source>Choose a smaller number.</source>
            <translation>Wähle eine kleinere Zahl.</translation>
        </message>
        <message>
            <source>Choose a smaller one.</source>
            <translation>Wähle etwas Kleineres.</translation>
        </message>
        <message>
            <source>Choose a table of 28×28 pictures.</source>
            <translation>Wähle eine Tabelle mit Bildern von 28×28.</translation>
        </message>
        <message>
            <source>Choose a whole number from {low:g} to {high:g}.</source>
            <translation>Wähle eine ganze Zahl von {low:g} bis {high:g}.</translation>
        </message>
        <message>
            <source>Choose another data set.</source>
            <translation>Wähle einen anderen Datensatz.</translation>
        </message>
        <message>
            <source>Choose another file.</source>
            <translation>Wähle eine andere Datei.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Wähle einen anderen Ordner.</translation>
        </message>
        <message>
            <source>Choose another form.</source>
            <translation>Wähle eine andere Form.</translation>
        </message>
        <message>
            <source>Choose another model.</source>
            <translation>Wähle ein anderes Modell.</translation>
        </message>
        <message>
            <source>Choose another name, or move it away.</source>
            <translation>Wähle einen anderen Namen oder schaffe das Vorhandene weg.</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>Wähle einen anderen Namen.</translation>
        </message>
        <message>
            <source>Choose another one.</source>
            <translation>Wähle etwas anderes.</translation>
        </message>
        <message>
            <source>Choose another picture.</source>
            <translation>Wähle ein anderes Bild.</translation>
        </message>
        <message>
            <source>Choose another place, or make room.</source>
            <translation>Wähle einen anderen Ort oder schaffe Platz.</translation>
        </message>
        <message>
            <source>Choose another place.</source>
            <translation>Wähle einen anderen Ort.</translation>
        </message>
        <message>
            <source>Choose its form with floats.</source>
            <translation>Wähle seine Form mit Gleitkommazahlen.</translation>
        </message>
        <message>
            <source>Choose one of: {names}.</source>
            <translation>Wähle davon: {names}.</translation>
        </message>
        <message>
            <source>Choose one that does.</source>
            <translation>Wähle einen, der welche enthält.</translation>
        </message>
        <message>
            <source>Choose one with one input and output.</source>
            <translation>Wähle eines mit einer Eingabe und einer Ausgabe.</translation>
        </message>
        <message>
            <source>Choose one with {least} or more.</source>
            <translation>Wähle einen mit {least} oder mehr.</translation>
        </message>
        <message>
            <source>Choose the data that the model was made for.</source>
            <translation>Wähle die Daten, für die das Modell gemacht ist.</translation>
        </message>
        <message>
            <source>Choose the file in it.</source>
            <translation>Wähle die Datei darin.</translation>
        </message>
        <message>
            <source>Choose the file itself.</source>
            <translation>Wähle die Datei selbst.</translation>
        </message>
        <message>
            <source>Choose the file of weights, which ends in .h5.</source>
            <translation>Wähle die Datei mit den Gewichten; sie endet auf .h5.</translation>
        </message>
        <message>
            <source>Choose the file of weights.</source>
            <translation>Wähle die Datei mit den Gewichten.</translation>
        </message>
        <message>
            <source>Choose the file or folder itself.</source>
            <translation>Wähle die Datei oder den Ordner selbst.</translation>
        </message>
        <message>
            <source>Choose the file that belongs to the model.</source>
            <translation>Wähle die Datei, die zu dem Modell gehört.</translation>
        </message>
        <message>
            <source>Choose the folder that holds one folder for each class.</source>
            <translation>Wähle den Ordner, der für jede Klasse einen Ordner enthält.</translation>
        </message>
        <message>
            <source>Choose the model again, or another one.</source>
            <translation>Wähle das Modell noch einmal oder ein anderes.</translation>
        </message>
        <message>
            <source>Choose the table with labels; Kaggle's train.csv has them, its test.csv does not.</source>
            <translation>Wähle die Tabelle mit den Labels; Kaggles train.csv hat sie, die test.csv nicht.</translation>
        </message>
        <message>
            <source>Choose {low:,} to {high:,}.</source>
            <translation>Wähle {low:,} bis {high:,}.</translation>
        </message>
        <message>
            <source>Choose {low:g} to {high:g}.</source>
            <translation>Wähle {low:g} bis {high:g}.</translation>
        </message>
        <message>
            <source>Close other programs and try again.</source>
            <translation>Schließe andere Programme und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Close other programs, or save it smaller.</source>
            <translation>Schließe andere Programme oder speichere es kleiner.</translation>
        </message>
        <message>
            <source>Close other programs, or use less data or a smaller batch; then try again.</source>
            <translation>Schließe andere Programme oder nimm weniger Daten oder kleinere Stapel; versuche es dann noch einmal.</translation>
        </message>
        <message>
            <source>Close other programs, or use less data.</source>
            <translation>Schließe andere Programme oder nimm weniger Daten.</translation>
        </message>
        <message>
            <source>Close what uses it, then try again.</source>
            <translation>Schließe, was ihn benutzt, und versuche es dann noch einmal.</translation>
        </message>
        <message>
            <source>Close what uses it.</source>
            <translation>Schließe, was es benutzt.</translation>
        </message>
        <message>
            <source>Connect to the internet and try again, or put its files into a folder “{name}” in {folders}, or set INKDIGIT_DATA to the folder that holds it.</source>
            <translation>Verbinde dich mit dem Internet und versuche es noch einmal, oder lege seine Dateien in einen Ordner „{name}“ in {folders}, oder setze INKDIGIT_DATA auf den Ordner, der ihn enthält.</translation>
        </message>
        <message>
            <source>Connection refused</source>
            <translation>Die Verbindung wurde abgelehnt</translation>
        </message>
        <message>
            <source>Connection timed out</source>
            <translation>Die Gegenstelle hat nicht rechtzeitig geantwortet</translation>
        </message>
        <message>
            <source>Convert it with a fixed picture of 28×28.</source>
            <translation>Wandle es mit einem festen Bild von 28×28 um.</translation>
        </message>
        <message>
            <source>Copy it again, or save it as a PNG.</source>
            <translation>Kopiere es noch einmal oder speichere es als PNG.</translation>
        </message>
        <message>
            <source>Copy it to another place and try again.</source>
            <translation>Kopiere sie an einen anderen Ort und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Copy it to another place.</source>
            <translation>Kopiere sie an einen anderen Ort.</translation>
        </message>
        <message>
            <source>Copy or download it again.</source>
            <translation>Kopiere es oder lade es noch einmal herunter.</translation>
        </message>
        <message>
            <source>Dask is not installed here.</source>
            <translation>Dask ist hier nicht installiert.</translation>
        </message>
        <message>
            <source>Device or resource busy</source>
            <translation>Das Gerät ist belegt</translation>
        </message>
        <message>
            <source>Directory not empty</source>
            <translation>Der Ordner ist nicht leer</translation>
        </message>
        <message>
            <source>Disk quota exceeded</source>
            <translation>Das Kontingent auf dem Datenträger ist erschöpft</translation>
        </message>
        <message>
            <source>Draw in the window and choose Edit, Keep as example….</source>
            <translation>Zeichne im Fenster und wähle Bearbeiten, Als Beispiel behalten ….</translation>
        </message>
        <message>
            <source>Draw something first.</source>
            <translation>Zeichne zuerst etwas.</translation>
        </message>
        <message>
            <source>Each line has the label and 784 pixels, whole numbers from 0 to 255.</source>
            <translation>Jede Zeile hat das Label und 784 Pixel, ganze Zahlen von 0 bis 255.</translation>
        </message>
        <message>
            <source>Each line looks like {"size": [280, 280], "strokes": [[[x, y], …], …]}.</source>
            <translation>Jede Zeile sieht so aus: {"size": [280, 280], "strokes": [[[x, y], …], …]}.</translation>
        </message>
        <message>
            <source>Each line looks like “7 ** 0 0 12 … 0”, with 784 pixels.</source>
            <translation>Jede Zeile sieht so aus: „7 ** 0 0 12 … 0“, mit 784 Pixeln.</translation>
        </message>
        <message>
            <source>Export the model again, or choose another file.</source>
            <translation>Exportiere das Modell noch einmal oder wähle eine andere Datei.</translation>
        </message>
        <message>
            <source>FAILED</source>
            <translation>FEHLER</translation>
        </message>
        <message>
            <source>Fetch the file again.</source>
            <translation>Hole die Datei noch einmal.</translation>
        </message>
        <message>
            <source>Fetch them (“--fetch” on the command line), or choose a file that you have (“--weights”).</source>
            <translation>Hole sie (in der Kommandozeile „--fetch“) oder wähle eine Datei, die du hast („--weights“).</translation>
        </message>
        <message>
            <source>Fetch them (“--fetch” on the command line), or put “{name}” into {folder}.</source>
            <translation>Hole sie (in der Kommandozeile „--fetch“) oder lege „{name}“ in {folder}.</translation>
        </message>
        <message>
            <source>File exists</source>
            <translation>Die Datei ist schon da</translation>
        </message>
        <message>
            <source>File name too long</source>
            <translation>Der Dateiname ist zu lang</translation>
        </message>
        <message>
            <source>File too large</source>
            <translation>Die Datei ist zu groß</translation>
        </message>
        <message>
            <source>First of many frames.</source>
            <translation>Das erste von vielen Einzelbildern.</translation>
        </message>
        <message>
            <source>First of many pages.</source>
            <translation>Die erste von vielen Seiten.</translation>
        </message>
        <message>
            <source>First of {count:,} frames.</source>
            <translation>Das erste von {count:,} Einzelbildern.</translation>
        </message>
        <message>
            <source>First of {count:,} pages.</source>
            <translation>Die erste von {count:,} Seiten.</translation>
        </message>
        <message>
            <source>Free some space or see who owns it.</source>
            <translation>Schaffe Platz oder sieh nach, wem er gehört.</translation>
        </message>
        <message>
            <source>Free some space, or choose another.</source>
            <translation>Schaffe Platz oder wähle einen anderen.</translation>
        </message>
        <message>
            <source>Free some space, then try again.</source>
            <translation>Schaffe Platz und versuche es dann noch einmal.</translation>
        </message>
        <message>
            <source>Free some space, then try again; what was saved before is intact.</source>
            <translation>Schaffe Platz und versuche es dann noch einmal; was vorher gespeichert war, ist unversehrt.</translation>
        </message>
        <message>
            <source>Get a newer Inkdigit.</source>
            <translation>Nimm ein neueres Inkdigit.</translation>
        </message>
        <message>
            <source>Get the file again. If it is meant to be another one, remove the card.</source>
            <translation>Besorge die Datei noch einmal. Soll es eine andere sein, dann entferne die Karte.</translation>
        </message>
        <message>
            <source>Give a file, a folder, or one of: {names}.</source>
            <translation>Gib eine Datei, einen Ordner oder davon eines an: {names}.</translation>
        </message>
        <message>
            <source>Give a new folder.</source>
            <translation>Gib einen neuen Ordner an.</translation>
        </message>
        <message>
            <source>Give a whole number.</source>
            <translation>Gib eine ganze Zahl an.</translation>
        </message>
        <message>
            <source>Give another folder with --out.</source>
            <translation>Gib mit --out einen anderen Ordner an.</translation>
        </message>
        <message>
            <source>Give another name.</source>
            <translation>Gib einen anderen Namen an.</translation>
        </message>
        <message>
            <source>Give both the same class folders.</source>
            <translation>Gib beiden die gleichen Ordner für die Klassen.</translation>
        </message>
        <message>
            <source>Give each class a name of its own: on many systems the two are one.</source>
            <translation>Gib jeder Klasse einen eigenen Namen: Auf vielen Systemen sind die beiden derselbe.</translation>
        </message>
        <message>
            <source>Give one like HOST:8786.</source>
            <translation>Gib eine wie HOST:8786 an.</translation>
        </message>
        <message>
            <source>Give the folder of a model, or one of these names: {names}.</source>
            <translation>Gib den Ordner eines Modells oder einen dieser Namen an: {names}.</translation>
        </message>
        <message>
            <source>Give {classes} different names.</source>
            <translation>Gib {classes} verschiedene Namen an.</translation>
        </message>
        <message>
            <source>Give {count} whole numbers from {low:g} to {high:g}, with commas between them.</source>
            <translation>Gib {count} ganze Zahlen von {low:g} bis {high:g} an, mit Kommas dazwischen.</translation>
        </message>
        <message>
            <source>Host is down</source>
            <translation>Der Rechner ist nicht in Betrieb</translation>
        </message>
        <message>
            <source>In the class “{name}”: nothing stands out in “{picture}”.</source>
            <translation>In der Klasse „{name}“: In „{picture}“ hebt sich nichts ab.</translation>
        </message>
        <message>
            <source>In the class “{name}”: {reason}</source>
            <translation>In der Klasse „{name}“: {reason}</translation>
        </message>
        <message>
            <source>Inkdigit builds only layers that it knows; nothing else is run.</source>
            <translation>Inkdigit baut nur Schichten, die es kennt; sonst wird nichts ausgeführt.</translation>
        </message>
        <message>
            <source>Inkdigit reads IDX pairs, .npz, CSV, “label ** pixels”, UNIPEN, and a folder with a folder for each class.</source>
            <translation>Inkdigit liest IDX-Paare, .npz, CSV, „Label ** Pixel“, UNIPEN und einen Ordner mit einem Ordner je Klasse.</translation>
        </message>
        <message>
            <source>Inkdigit reads PNG, JPEG, BMP, GIF, TIFF and WebP.</source>
            <translation>Inkdigit liest PNG, JPEG, BMP, GIF, TIFF und WebP.</translation>
        </message>
        <message>
            <source>Inkdigit reads PNG, JPEG, BMP, GIF, TIFF, WebP and AVIF.</source>
            <translation>Inkdigit liest PNG, JPEG, BMP, GIF, TIFF, WebP und AVIF.</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>Ein-/Ausgabefehler</translation>
        </message>
        <message>
            <source>Install Inkdigit again.</source>
            <translation>Installiere Inkdigit noch einmal.</translation>
        </message>
        <message>
            <source>Install Inkdigit with its extra: pip install 'inkdigit[cluster]'.</source>
            <translation>Installiere Inkdigit mit seinem Zusatz: pip install 'inkdigit[cluster]'.</translation>
        </message>
        <message>
            <source>Install TensorFlow, which makes it.</source>
            <translation>Installiere TensorFlow, das sie macht.</translation>
        </message>
        <message>
            <source>Install it for the scheduler and every worker.</source>
            <translation>Installiere es für den Scheduler und jeden Arbeiter.</translation>
        </message>
        <message>
            <source>Install it: pip install onnxruntime. Or choose another form.</source>
            <translation>Installiere es: pip install onnxruntime. Oder wähle eine andere Form.</translation>
        </message>
        <message>
            <source>Install the full one, or choose another model.</source>
            <translation>Installiere das vollständige oder wähle ein anderes Modell.</translation>
        </message>
        <message>
            <source>Install the model again, or choose another one.</source>
            <translation>Installiere das Modell noch einmal oder wähle ein anderes.</translation>
        </message>
        <message>
            <source>Install the same version everywhere: others may answer otherwise.</source>
            <translation>Installiere überall dieselbe Version: Andere antworten vielleicht anders.</translation>
        </message>
        <message>
            <source>Is a directory</source>
            <translation>Das ist ein Ordner</translation>
        </message>
        <message>
            <source>It can be used as it is.</source>
            <translation>Es kann so verwendet werden, wie es ist.</translation>
        </message>
        <message>
            <source>It has no ink.</source>
            <translation>Sie hat keine Tinte.</translation>
        </message>
        <message>
            <source>It has no label.</source>
            <translation>Sie hat kein Label.</translation>
        </message>
        <message>
            <source>It has these: {names}.</source>
            <translation>Es hat diese: {names}.</translation>
        </message>
        <message>
            <source>It is a HEIC photo: save it as a JPEG first.</source>
            <translation>Es ist ein HEIC-Foto: Speichere es zuerst als JPEG.</translation>
        </message>
        <message>
            <source>It is a PDF: save its page as a picture first.</source>
            <translation>Es ist ein PDF: Speichere seine Seite zuerst als Bild.</translation>
        </message>
        <message>
            <source>It is an AVIF picture: save it as a PNG or a JPEG first.</source>
            <translation>Es ist ein AVIF-Bild: Speichere es zuerst als PNG oder JPEG.</translation>
        </message>
        <message>
            <source>It is broken: train it again.</source>
            <translation>Es ist kaputt: Trainiere es noch einmal.</translation>
        </message>
        <message>
            <source>It is far too long.</source>
            <translation>Sie ist viel zu lang.</translation>
        </message>
        <message>
            <source>It is not JSON.</source>
            <translation>Sie ist kein JSON.</translation>
        </message>
        <message>
            <source>It looks like a drawing in SVG: save it as a PNG first.</source>
            <translation>Es sieht nach einer Zeichnung in SVG aus: Speichere sie zuerst als PNG.</translation>
        </message>
        <message>
            <source>It should be text, a line a drawing.</source>
            <translation>Sie sollte Text sein, eine Zeichnung je Zeile.</translation>
        </message>
        <message>
            <source>It should have a different name a line.</source>
            <translation>Sie sollte je Zeile einen anderen Namen haben.</translation>
        </message>
        <message>
            <source>Its labels belong to another data set: fetch them again.</source>
            <translation>Die Labels gehören zu einem anderen Datensatz: Hole sie noch einmal.</translation>
        </message>
        <message>
            <source>Its raster is not 28×28 pixels.</source>
            <translation>Ihr Raster hat nicht 28×28 Pixel.</translation>
        </message>
        <message>
            <source>JAX found no GPU.</source>
            <translation>JAX hat keine GPU gefunden.</translation>
        </message>
        <message>
            <source>Keep two folders: train and test, with a folder for each class in both.</source>
            <translation>Behalte zwei Ordner: train und test, in beiden einen Ordner je Klasse.</translation>
        </message>
        <message>
            <source>Leave out --resume to begin anew.</source>
            <translation>Lass --resume weg, um neu zu beginnen.</translation>
        </message>
        <message>
            <source>Line {number:,} of “{name}” is damaged: {reason}</source>
            <translation>Zeile {number:,} von „{name}“ ist beschädigt: {reason}</translation>
        </message>
        <message>
            <source>Line {number:,} of “{name}” is far too long.</source>
            <translation>Zeile {number:,} von „{name}“ ist viel zu lang.</translation>
        </message>
        <message>
            <source>Line {number:,} of “{name}” {reason}.</source>
            <translation>Zeile {number:,} von „{name}“ {reason}.</translation>
        </message>
        <message>
            <source>Line {number} of “{name}” is not made of numbers: “{line}”.</source>
            <translation>Zeile {number} von „{name}“ besteht nicht aus Zahlen: „{line}“.</translation>
        </message>
        <message>
            <source>LiteRT cannot be loaded ({reason}).</source>
            <translation>LiteRT kann nicht geladen werden ({reason}).</translation>
        </message>
        <message>
            <source>LiteRT cannot run this model ({reason}).</source>
            <translation>LiteRT kann dieses Modell nicht ausführen ({reason}).</translation>
        </message>
        <message>
            <source>Look after that cluster.</source>
            <translation>Sieh nach diesem Cluster.</translation>
        </message>
        <message>
            <source>Make a data set of it.</source>
            <translation>Mache einen Datensatz daraus.</translation>
        </message>
        <message>
            <source>Make one for each class, named as the class.</source>
            <translation>Mache einen für jede Klasse, benannt wie die Klasse.</translation>
        </message>
        <message>
            <source>Make room, or check the folder's permissions.</source>
            <translation>Schaffe Platz oder prüfe die Zugriffsrechte des Ordners.</translation>
        </message>
        <message>
            <source>Make room, or check the folder.</source>
            <translation>Schaffe Platz oder prüfe den Ordner.</translation>
        </message>
        <message>
            <source>Make room.</source>
            <translation>Schaffe Platz.</translation>
        </message>
        <message>
            <source>Measure it again.</source>
            <translation>Miss es noch einmal.</translation>
        </message>
        <message>
            <source>Models of the program stay.</source>
            <translation>Modelle des Programms bleiben.</translation>
        </message>
        <message>
            <source>Move it away to begin anew.</source>
            <translation>Schaffe sie weg, um neu zu beginnen.</translation>
        </message>
        <message>
            <source>Move it away.</source>
            <translation>Schaffe es weg.</translation>
        </message>
        <message>
            <source>Move some of them away.</source>
            <translation>Schaffe einige davon weg.</translation>
        </message>
        <message>
            <source>Name another folder, or the files themselves.</source>
            <translation>Nenne einen anderen Ordner oder die Dateien selbst.</translation>
        </message>
        <message>
            <source>Name one of them, not the folder.</source>
            <translation>Nenne eine davon, nicht den Ordner.</translation>
        </message>
        <message>
            <source>Name the file itself, or keep one whose name has “train” and one with “test”.</source>
            <translation>Nenne die Datei selbst, oder behalte eine mit „train“ und eine mit „test“ im Namen.</translation>
        </message>
        <message>
            <source>Network is unreachable</source>
            <translation>Das Netzwerk ist nicht erreichbar</translation>
        </message>
        <message>
            <source>No GPU was found.</source>
            <translation>Es wurde keine GPU gefunden.</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>Auf dem Datenträger ist kein Platz mehr</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>Es gibt diese Datei oder diesen Ordner nicht</translation>
        </message>
        <message>
            <source>Not a directory</source>
            <translation>Das ist kein Ordner</translation>
        </message>
        <message>
            <source>Open it in another program, and save it from there as a PNG.</source>
            <translation>Öffne es in einem anderen Programm und speichere es dort als PNG.</translation>
        </message>
        <message>
            <source>Open it once more.</source>
            <translation>Öffne es noch einmal.</translation>
        </message>
        <message>
            <source>Operation not permitted</source>
            <translation>Das ist nicht erlaubt</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>Keine Berechtigung</translation>
        </message>
        <message>
            <source>Put its files into a folder “{name}” in {folders}, or set INKDIGIT_DATA to the folder that holds it.</source>
            <translation>Lege seine Dateien in einen Ordner „{name}“ in {folders}, oder setze INKDIGIT_DATA auf den Ordner, der ihn enthält.</translation>
        </message>
        <message>
            <source>Put its four files there.</source>
            <translation>Lege seine vier Dateien dorthin.</translation>
        </message>
        <message>
            <source>Put pictures there, or remove the folder.</source>
            <translation>Lege Bilder hinein oder entferne den Ordner.</translation>
        </message>
        <message>
            <source>Put the data set “{name}” in the data folder.</source>
            <translation>Lege den Datensatz „{name}“ in den Datenordner.</translation>
        </message>
        <message>
            <source>Put them into a folder for each class, named as the class.</source>
            <translation>Lege sie in einen Ordner je Klasse, benannt wie die Klasse.</translation>
        </message>
        <message>
            <source>Put “{wanted}” or “{wanted}.gz” beside it.</source>
            <translation>Lege „{wanted}“ oder „{wanted}.gz“ daneben.</translation>
        </message>
        <message>
            <source>PySide6 is not installed, so the window cannot open.</source>
            <translation>PySide6 ist nicht installiert, deshalb kann das Fenster nicht geöffnet werden.</translation>
        </message>
        <message>
            <source>PySide6 is there</source>
            <translation>PySide6 ist da</translation>
        </message>
        <message>
            <source>PyTorch found no GPU.</source>
            <translation>PyTorch hat keine GPU gefunden.</translation>
        </message>
        <message>
            <source>Rasters must have the shape (n, 28, 28), not {shape}.</source>
            <translation>Raster müssen die Form (n, 28, 28) haben, nicht {shape}.</translation>
        </message>
        <message>
            <source>Read it by itself.</source>
            <translation>Lies es einzeln.</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>Das Dateisystem ist schreibgeschützt</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Das Lesen der Datei</translation>
        </message>
        <message>
            <source>Reading the file would take far too much memory.</source>
            <translation>Das Lesen der Datei bräuchte viel zu viel Speicher.</translation>
        </message>
        <message>
            <source>Remove it and fetch it.</source>
            <translation>Entferne sie und hole sie noch einmal.</translation>
        </message>
        <message>
            <source>Remove that picture.</source>
            <translation>Entferne dieses Bild.</translation>
        </message>
        <message>
            <source>Remove the card, or get both again.</source>
            <translation>Entferne die Karte oder besorge beide noch einmal.</translation>
        </message>
        <message>
            <source>Rename the folder in UTF-8.</source>
            <translation>Benenne den Ordner in UTF-8 um.</translation>
        </message>
        <message>
            <source>Repair that line, or move the file away to begin anew.</source>
            <translation>Repariere diese Zeile oder schaffe die Datei weg, um neu zu beginnen.</translation>
        </message>
        <message>
            <source>Run Inkdigit from a Python environment for this. Or choose another form.</source>
            <translation>Führe Inkdigit dafür in einer Python-Umgebung aus. Oder wähle eine andere Form.</translation>
        </message>
        <message>
            <source>Save fewer drawings in it.</source>
            <translation>Speichere weniger Zeichnungen darin.</translation>
        </message>
        <message>
            <source>Save it again as a PNG or a JPEG.</source>
            <translation>Speichere es noch einmal als PNG oder JPEG.</translation>
        </message>
        <message>
            <source>Save it as a Sequential or Functional model.</source>
            <translation>Speichere es als sequenzielles oder funktionales Modell.</translation>
        </message>
        <message>
            <source>Save it as plain numbers: np.asarray(array, dtype=np.uint8).</source>
            <translation>Speichere es als reine Zahlen: np.asarray(array, dtype=np.uint8).</translation>
        </message>
        <message>
            <source>Save it as whole numbers 0 to 255.</source>
            <translation>Speichere es als ganze Zahlen von 0 bis 255.</translation>
        </message>
        <message>
            <source>Save it smaller, as a JPEG.</source>
            <translation>Speichere es kleiner, als JPEG.</translation>
        </message>
        <message>
            <source>Save it smaller: at most {megapixels} megapixels and {side:,} pixels a side.</source>
            <translation>Speichere es kleiner: höchstens {megapixels} Megapixel und {side:,} Pixel je Seite.</translation>
        </message>
        <message>
            <source>Save it with an input of 28×28.</source>
            <translation>Speichere es mit einer Eingabe von 28×28.</translation>
        </message>
        <message>
            <source>Save it with fewer.</source>
            <translation>Speichere sie mit weniger.</translation>
        </message>
        <message>
            <source>Save or copy it again.</source>
            <translation>Speichere oder kopiere es noch einmal.</translation>
        </message>
        <message>
            <source>Save pictures as uint8, and labels as class numbers from 0.</source>
            <translation>Speichere Bilder als uint8 und Labels als Nummern der Klassen ab 0.</translation>
        </message>
        <message>
            <source>Save the labels as whole numbers (n,).</source>
            <translation>Speichere die Labels als ganze Zahlen (n,).</translation>
        </message>
        <message>
            <source>Save the model again, or choose another file.</source>
            <translation>Speichere das Modell noch einmal oder wähle eine andere Datei.</translation>
        </message>
        <message>
            <source>Save the model again, or choose another one.</source>
            <translation>Speichere das Modell noch einmal oder wähle ein anderes.</translation>
        </message>
        <message>
            <source>Save the model with the data format “channels_last”.</source>
            <translation>Speichere das Modell mit dem Datenformat „channels_last“.</translation>
        </message>
        <message>
            <source>Save them under those names.</source>
            <translation>Speichere sie unter diesen Namen.</translation>
        </message>
        <message>
            <source>Say which network it is: choose a preset (“--preset” on the command line).</source>
            <translation>Sag, welches Netz es ist: Wähle eine Vorlage (in der Kommandozeile „--preset“).</translation>
        </message>
        <message>
            <source>See who owns it.</source>
            <translation>Sieh nach, wem er gehört.</translation>
        </message>
        <message>
            <source>Split it.</source>
            <translation>Teile sie auf.</translation>
        </message>
        <message>
            <source>Stale file handle</source>
            <translation>Die Datei ist auf dem Server nicht mehr da</translation>
        </message>
        <message>
            <source>Start a new run to train more.</source>
            <translation>Beginne einen neuen Lauf, um weiter zu trainieren.</translation>
        </message>
        <message>
            <source>Start a new run.</source>
            <translation>Beginne einen neuen Lauf.</translation>
        </message>
        <message>
            <source>Start it again; --resume goes on with a table.</source>
            <translation>Starte ihn noch einmal; --resume setzt eine Tabelle fort.</translation>
        </message>
        <message>
            <source>Start some, with “dask worker ADDRESS”.</source>
            <translation>Starte welche mit „dask worker ADRESSE“.</translation>
        </message>
        <message>
            <source>Stop it first.</source>
            <translation>Halte ihn zuerst an.</translation>
        </message>
        <message>
            <source>Stop it, or wait for its end.</source>
            <translation>Halte es an oder warte auf sein Ende.</translation>
        </message>
        <message>
            <source>Text file busy</source>
            <translation>Das Programm in der Datei läuft gerade</translation>
        </message>
        <message>
            <source>The .keras file holds far more than a model.</source>
            <translation>Die .keras-Datei enthält viel mehr als ein Modell.</translation>
        </message>
        <message>
            <source>The .keras file holds something that no model needs: “{part}”.</source>
            <translation>Die .keras-Datei enthält etwas, das kein Modell braucht: „{part}“.</translation>
        </message>
        <message>
            <source>The .keras file holds two parts of one name.</source>
            <translation>Die .keras-Datei enthält zwei Teile mit demselben Namen.</translation>
        </message>
        <message>
            <source>The .keras file is damaged: it is no archive, or cut off.</source>
            <translation>Die .keras-Datei ist beschädigt: Sie ist kein Archiv oder abgeschnitten.</translation>
        </message>
        <message>
            <source>The .keras file is damaged: its archive cannot be read.</source>
            <translation>Die .keras-Datei ist beschädigt: Ihr Archiv kann nicht gelesen werden.</translation>
        </message>
        <message>
            <source>The .keras file is incomplete: “{name}” is missing.</source>
            <translation>Die .keras-Datei ist unvollständig: „{name}“ fehlt.</translation>
        </message>
        <message>
            <source>The .keras file is packed in an unusual way.</source>
            <translation>Die .keras-Datei ist auf ungewöhnliche Weise gepackt.</translation>
        </message>
        <message>
            <source>The .tflite file has {count} graphs instead of one.</source>
            <translation>Die .tflite-Datei hat {count} Graphen statt einem.</translation>
        </message>
        <message>
            <source>The LiteRT copy could not be made ({reason}).</source>
            <translation>Die LiteRT-Kopie konnte nicht gemacht werden ({reason}).</translation>
        </message>
        <message>
            <source>The LiteRT copy of this checkpoint does not answer as it does.</source>
            <translation>Die LiteRT-Kopie dieses Zwischenstands antwortet nicht so wie er selbst.</translation>
        </message>
        <message>
            <source>The array in “{name}” cannot be read ({reason}).</source>
            <translation>Die Zahlen in „{name}“ können nicht gelesen werden ({reason}).</translation>
        </message>
        <message>
            <source>The background process crashed ({signal}).</source>
            <translation>Der Hintergrundprozess ist abgestürzt ({signal}).</translation>
        </message>
        <message>
            <source>The background process ended unexpectedly ({reason}).</source>
            <translation>Der Hintergrundprozess hat unerwartet geendet ({reason}).</translation>
        </message>
        <message>
            <source>The background process was ended from outside ({signal}).</source>
            <translation>Der Hintergrundprozess wurde von außen beendet ({signal}).</translation>
        </message>
        <message>
            <source>The card and the network of the model disagree on the classes.</source>
            <translation>Die Karte und das Netz des Modells sind sich über die Klassen nicht einig.</translation>
        </message>
        <message>
            <source>The card of the model in “{folder}” lists no files.</source>
            <translation>Die Karte des Modells in „{folder}“ nennt keine Dateien.</translation>
        </message>
        <message>
            <source>The card of “{key}” cannot be written ({reason}).</source>
            <translation>Die Karte von „{key}“ kann nicht geschrieben werden ({reason}).</translation>
        </message>
        <message>
            <source>The card of “{name}” stays as it is: not all could be measured.</source>
            <translation>Die Karte von „{name}“ bleibt, wie sie ist: Nicht alles konnte gemessen werden.</translation>
        </message>
        <message>
            <source>The checkpoint cannot be read ({reason}).</source>
            <translation>Der Zwischenstand kann nicht gelesen werden ({reason}).</translation>
        </message>
        <message>
            <source>The checkpoint cannot be read or copied ({reason}).</source>
            <translation>Der Zwischenstand kann nicht gelesen oder kopiert werden ({reason}).</translation>
        </message>
        <message>
            <source>The checkpoint “{name}” is damaged or of another network ({reason}).</source>
            <translation>Der Zwischenstand „{name}“ ist beschädigt oder von einem anderen Netz ({reason}).</translation>
        </message>
        <message>
            <source>The class folder “{folder}” holds no picture.</source>
            <translation>Der Klassenordner „{folder}“ enthält kein Bild.</translation>
        </message>
        <message>
            <source>The cluster at “{address}”</source>
            <translation>Der Cluster unter „{address}“</translation>
        </message>
        <message>
            <source>The cluster at “{address}” does not answer.</source>
            <translation>Der Cluster unter „{address}“ antwortet nicht.</translation>
        </message>
        <message>
            <source>The computer ran out of memory and ended the background process.</source>
            <translation>Dem Rechner ist der Speicher ausgegangen; er hat den Hintergrundprozess beendet.</translation>
        </message>
        <message>
            <source>The data set “{data}” holds no pictures.</source>
            <translation>Der Datensatz „{data}“ enthält keine Bilder.</translation>
        </message>
        <message>
            <source>The data set “{name}” does not fit into memory.</source>
            <translation>Der Datensatz „{name}“ passt nicht in den Speicher.</translation>
        </message>
        <message>
            <source>The data set “{name}” has {count} pictures to learn from.</source>
            <translation>Der Datensatz „{name}“ hat {count} Bilder, um daraus zu lernen.</translation>
        </message>
        <message>
            <source>The data set “{name}” is not on this computer and cannot be fetched: {reason}.</source>
            <translation>Der Datensatz „{name}“ ist nicht auf diesem Rechner und kann nicht geholt werden: {reason}.</translation>
        </message>
        <message>
            <source>The data set “{name}” is not on this computer.</source>
            <translation>Der Datensatz „{name}“ ist nicht auf diesem Rechner.</translation>
        </message>
        <message>
            <source>The description of the model is damaged: {reason}.</source>
            <translation>Die Beschreibung des Modells ist beschädigt: {reason}.</translation>
        </message>
        <message>
            <source>The device did not answer in time.</source>
            <translation>Das Gerät hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>Der Datenträger ist voll.</translation>
        </message>
        <message>
            <source>The drawing has more than {points:,} points.</source>
            <translation>Die Zeichnung hat mehr als {points:,} Punkte.</translation>
        </message>
        <message>
            <source>The drawing has no list of strokes.</source>
            <translation>Die Zeichnung hat keine Liste von Strichen.</translation>
        </message>
        <message>
            <source>The drawing's {what} hold a number that is not finite or far too large.</source>
            <translation>{what} der Zeichnung: Eine Zahl ist nicht endlich oder viel zu groß.</translation>
        </message>
        <message>
            <source>The drawing's {what} should be numbers only.</source>
            <translation>{what} der Zeichnung: Es sollten nur Zahlen sein.</translation>
        </message>
        <message>
            <source>The drawing's {what} should be {count} numbers.</source>
            <translation>{what} der Zeichnung: Es sollten {count} Zahlen sein.</translation>
        </message>
        <message>
            <source>The example cannot be kept in “{name}” ({reason}).</source>
            <translation>Das Beispiel kann nicht in „{name}“ behalten werden ({reason}).</translation>
        </message>
        <message>
            <source>The file differs from the model by {difference:.2g}.</source>
            <translation>Die Datei weicht um {difference:.2g} vom Modell ab.</translation>
        </message>
        <message>
            <source>The file has weights for {count} layers, and the model has {needed} that need some.</source>
            <translation>Die Datei hat Gewichte für {count} Schichten, und das Modell hat {needed}, die welche brauchen.</translation>
        </message>
        <message>
            <source>The file holds no weights of a model.</source>
            <translation>Die Datei enthält keine Gewichte eines Modells.</translation>
        </message>
        <message>
            <source>The file holds weights alone, without the network they belong to.</source>
            <translation>Die Datei enthält nur Gewichte, ohne das Netz, zu dem sie gehören.</translation>
        </message>
        <message>
            <source>The file is damaged ({reason}).</source>
            <translation>Die Datei ist beschädigt ({reason}).</translation>
        </message>
        <message>
            <source>The file is damaged or of another kind: fetch it again.</source>
            <translation>Die Datei ist beschädigt oder von anderer Art: Hole sie noch einmal.</translation>
        </message>
        <message>
            <source>The file is damaged or unusual: {reason}.</source>
            <translation>Die Datei ist beschädigt oder ungewöhnlich: {reason}.</translation>
        </message>
        <message>
            <source>The file is damaged.</source>
            <translation>Die Datei ist beschädigt.</translation>
        </message>
        <message>
            <source>The file of mirrors “{mirrors}” makes no sense.</source>
            <translation>Die Datei „{mirrors}“ mit anderen Quellen ergibt keinen Sinn.</translation>
        </message>
        <message>
            <source>The file “{name}” of Inkdigit is damaged.</source>
            <translation>Die Datei „{name}“ von Inkdigit ist beschädigt.</translation>
        </message>
        <message>
            <source>The files in “{folder}” have a train and a test part each.</source>
            <translation>Die Dateien in „{folder}“ haben je einen Trainings- und einen Testteil.</translation>
        </message>
        <message>
            <source>The first layer of this model has no filters that are pictures.</source>
            <translation>Die erste Schicht dieses Modells hat keine Filter, die Bilder sind.</translation>
        </message>
        <message>
            <source>The folder “{folder}” already holds a run.</source>
            <translation>Der Ordner „{folder}“ enthält schon einen Lauf.</translation>
        </message>
        <message>
            <source>The folder “{folder}” cannot be made ({reason}).</source>
            <translation>Der Ordner „{folder}“ kann nicht angelegt werden ({reason}).</translation>
        </message>
        <message>
            <source>The folder “{folder}” cannot be written ({reason}).</source>
            <translation>In den Ordner „{folder}“ kann nicht geschrieben werden ({reason}).</translation>
        </message>
        <message>
            <source>The folder “{folder}” has more than one choice: “{first}” and “{second}”.</source>
            <translation>Der Ordner „{folder}“ lässt mehr als eine Wahl: „{first}“ und „{second}“.</translation>
        </message>
        <message>
            <source>The folder “{folder}” has no folders of pictures.</source>
            <translation>Der Ordner „{folder}“ hat keine Ordner mit Bildern.</translation>
        </message>
        <message>
            <source>The folder “{folder}” has pictures, but nothing that says what they are.</source>
            <translation>Der Ordner „{folder}“ hat Bilder, aber nichts, was sagt, was sie zeigen.</translation>
        </message>
        <message>
            <source>The folder “{folder}” has {count:,} folders; at most {classes} classes are possible.</source>
            <translation>Der Ordner „{folder}“ hat {count:,} Ordner; höchstens {classes} Klassen sind möglich.</translation>
        </message>
        <message>
            <source>The folder “{folder}” holds more than {pictures:,} files.</source>
            <translation>Der Ordner „{folder}“ enthält mehr als {pictures:,} Dateien.</translation>
        </message>
        <message>
            <source>The folder “{folder}” holds no data set.</source>
            <translation>Der Ordner „{folder}“ enthält keinen Datensatz.</translation>
        </message>
        <message>
            <source>The folder “{folder}” holds no run, or a damaged one.</source>
            <translation>Der Ordner „{folder}“ enthält keinen Lauf oder einen beschädigten.</translation>
        </message>
        <message>
            <source>The folder “{name}” cannot be opened.</source>
            <translation>Der Ordner „{name}“ kann nicht geöffnet werden.</translation>
        </message>
        <message>
            <source>The folder “{name}” holds other things.</source>
            <translation>Der Ordner „{name}“ enthält anderes.</translation>
        </message>
        <message>
            <source>The folder “{name}” is no model: it has no {card}.</source>
            <translation>Der Ordner „{name}“ ist kein Modell: Er hat keine {card}.</translation>
        </message>
        <message>
            <source>The folders “{twin}” and “{name}” differ in case only.</source>
            <translation>Die Ordner „{twin}“ und „{name}“ unterscheiden sich nur in Groß- und Kleinschreibung.</translation>
        </message>
        <message>
            <source>The icon “{name}” is damaged ({reason}).</source>
            <translation>Das Symbol „{name}“ ist beschädigt ({reason}).</translation>
        </message>
        <message>
            <source>The labels of “{name}” are missing.</source>
            <translation>Die Labels zu „{name}“ fehlen.</translation>
        </message>
        <message>
            <source>The layer “{name}” ({kind}) cannot have {value} for its “{key}”.</source>
            <translation>Die Schicht „{name}“ ({kind}) kann {value} nicht als „{key}“ haben.</translation>
        </message>
        <message>
            <source>The layer “{name}” ({kind}) cannot read {sides}.</source>
            <translation>Die Schicht „{name}“ ({kind}) kann {sides} nicht lesen.</translation>
        </message>
        <message>
            <source>The layer “{name}” ({kind}) has an option that is not known: “{key}”.</source>
            <translation>Die Schicht „{name}“ ({kind}) hat eine unbekannte Einstellung: „{key}“.</translation>
        </message>
        <message>
            <source>The layer “{name}” ({kind}) joins parts that do not fit.</source>
            <translation>Die Schicht „{name}“ ({kind}) verbindet Teile, die nicht zusammenpassen.</translation>
        </message>
        <message>
            <source>The layer “{name}” ({kind}) leaves nothing of the picture.</source>
            <translation>Die Schicht „{name}“ ({kind}) lässt nichts von dem Bild übrig.</translation>
        </message>
        <message>
            <source>The layer “{name}” computes in a way that is not known: “{dtype}”.</source>
            <translation>Die Schicht „{name}“ rechnet auf eine unbekannte Weise: „{dtype}“.</translation>
        </message>
        <message>
            <source>The layer “{name}” has an activation that is not on the list: {activation}.</source>
            <translation>Die Schicht „{name}“ hat eine Aktivierung, die nicht auf der Liste steht: {activation}.</translation>
        </message>
        <message>
            <source>The layer “{name}” has {count} arrays.</source>
            <translation>Die Schicht „{name}“ hat {count} Felder von Zahlen.</translation>
        </message>
        <message>
            <source>The layer “{name}” is called in an unusual way.</source>
            <translation>Die Schicht „{name}“ wird auf ungewöhnliche Weise aufgerufen.</translation>
        </message>
        <message>
            <source>The layer “{name}” is far too large.</source>
            <translation>Die Schicht „{name}“ ist viel zu groß.</translation>
        </message>
        <message>
            <source>The layer “{name}” is of a kind that is not on the list: “{kind}”.</source>
            <translation>Die Schicht „{name}“ ist von einer Art, die nicht auf der Liste steht: „{kind}“.</translation>
        </message>
        <message>
            <source>The layer “{name}” is used {count} times; it can be used once.</source>
            <translation>Die Schicht „{name}“ wird {count}-mal verwendet; einmal ist möglich.</translation>
        </message>
        <message>
            <source>The layer “{name}” needs {needed} arrays, and the file has {count}.</source>
            <translation>Die Schicht „{name}“ braucht {needed} Felder von Zahlen, und die Datei hat {count}.</translation>
        </message>
        <message>
            <source>The layer “{name}” needs {wanted}, and the file has {found}.</source>
            <translation>Die Schicht „{name}“ braucht {wanted}, und die Datei hat {found}.</translation>
        </message>
        <message>
            <source>The layer “{name}” should read one layer, and reads {count}.</source>
            <translation>Die Schicht „{name}“ sollte eine Schicht lesen und liest {count}.</translation>
        </message>
        <message>
            <source>The layer “{name}” wants the channels first, which does not run on a CPU.</source>
            <translation>Die Schicht „{name}“ will die Kanäle zuerst, was auf einer CPU nicht läuft.</translation>
        </message>
        <message>
            <source>The layers of the model are joined in an unusual way.</source>
            <translation>Die Schichten des Modells sind auf ungewöhnliche Weise verbunden.</translation>
        </message>
        <message>
            <source>The layers of the model “{name}” cannot be looked at here.</source>
            <translation>Die Schichten des Modells „{name}“ können hier nicht angesehen werden.</translation>
        </message>
        <message>
            <source>The list of pictures is not the one of “{name}”: “{path}” is not in its place.</source>
            <translation>Die Liste der Bilder ist nicht die von „{name}“: „{path}“ ist nicht an seinem Platz.</translation>
        </message>
        <message>
            <source>The loss is no longer a number.</source>
            <translation>Der Verlust ist keine Zahl mehr.</translation>
        </message>
        <message>
            <source>The model answers more than one thing.</source>
            <translation>Das Modell antwortet mit mehr als einem.</translation>
        </message>
        <message>
            <source>The model answers with what is no number.</source>
            <translation>Das Modell antwortet mit etwas, das keine Zahl ist.</translation>
        </message>
        <message>
            <source>The model answers {classes} classes, and {count} names were given for them.</source>
            <translation>Das Modell antwortet mit {classes} Klassen, und {count} Namen wurden dafür angegeben.</translation>
        </message>
        <message>
            <source>The model answers {shape}, not one number for each of 2 to 1,000 classes.</source>
            <translation>Das Modell antwortet mit {shape}, nicht mit einer Zahl für jede von 2 bis 1.000 Klassen.</translation>
        </message>
        <message>
            <source>The model asks to call a function: “{name}”.</source>
            <translation>Das Modell will eine Funktion aufrufen: „{name}“.</translation>
        </message>
        <message>
            <source>The model brings code of its own: “{name}”{place}.</source>
            <translation>Das Modell bringt eigenen Code mit: „{name}“{place}.</translation>
        </message>
        <message>
            <source>The model calculates in an unusual way at {name}.</source>
            <translation>Das Modell rechnet bei {name} auf ungewöhnliche Weise.</translation>
        </message>
        <message>
            <source>The model cannot be read ({reason}).</source>
            <translation>Das Modell kann nicht gelesen werden ({reason}).</translation>
        </message>
        <message>
            <source>The model card does not list “{name}”.</source>
            <translation>Die Modellkarte nennt „{name}“ nicht.</translation>
        </message>
        <message>
            <source>The model card has no name or version.</source>
            <translation>Die Modellkarte hat keinen Namen oder keine Version.</translation>
        </message>
        <message>
            <source>The model card is incomplete or wrong at {reason}.</source>
            <translation>Die Modellkarte ist unvollständig oder falsch bei {reason}.</translation>
        </message>
        <message>
            <source>The model card “{name}” cannot be read ({reason}).</source>
            <translation>Die Modellkarte „{name}“ kann nicht gelesen werden ({reason}).</translation>
        </message>
        <message>
            <source>The model card “{name}” is damaged: it is not JSON.</source>
            <translation>Die Modellkarte „{name}“ ist beschädigt: Sie ist kein JSON.</translation>
        </message>
        <message>
            <source>The model card “{name}” is far too large.</source>
            <translation>Die Modellkarte „{name}“ ist viel zu groß.</translation>
        </message>
        <message>
            <source>The model card “{name}” is not a model card.</source>
            <translation>Die Modellkarte „{name}“ ist keine Modellkarte.</translation>
        </message>
        <message>
            <source>The model computes in whole numbers throughout.</source>
            <translation>Das Modell rechnet durchweg in ganzen Zahlen.</translation>
        </message>
        <message>
            <source>The model divides layers by each other.</source>
            <translation>Das Modell teilt Schichten durch einander.</translation>
        </message>
        <message>
            <source>The model does not say what it reads.</source>
            <translation>Das Modell sagt nicht, was es liest.</translation>
        </message>
        <message>
            <source>The model has a mean of an unusual kind.</source>
            <translation>Das Modell hat einen Mittelwert ungewöhnlicher Art.</translation>
        </message>
        <message>
            <source>The model has a padding of an unusual kind.</source>
            <translation>Das Modell hat eine Auffüllung ungewöhnlicher Art.</translation>
        </message>
        <message>
            <source>The model has a result of no fixed size.</source>
            <translation>Das Modell hat ein Ergebnis ohne feste Größe.</translation>
        </message>
        <message>
            <source>The model has a softmax of an unusual kind.</source>
            <translation>Das Modell hat ein Softmax ungewöhnlicher Art.</translation>
        </message>
        <message>
            <source>The model has an activation that is not on the list.</source>
            <translation>Das Modell hat eine Aktivierung, die nicht auf der Liste steht.</translation>
        </message>
        <message>
            <source>The model has an operator of its own.</source>
            <translation>Das Modell hat einen eigenen Operator.</translation>
        </message>
        <message>
            <source>The model has an operator that is not on the list: number {code}.</source>
            <translation>Das Modell hat einen Operator, der nicht auf der Liste steht: Nummer {code}.</translation>
        </message>
        <message>
            <source>The model has more than {layers} layers.</source>
            <translation>Das Modell hat mehr als {layers} Schichten.</translation>
        </message>
        <message>
            <source>The model has weights of an unusual kind.</source>
            <translation>Das Modell hat Gewichte ungewöhnlicher Art.</translation>
        </message>
        <message>
            <source>The model has {count:,} weights, and at most {most:,} are built.</source>
            <translation>Das Modell hat {count:,} Gewichte; höchstens {most:,} werden gebaut.</translation>
        </message>
        <message>
            <source>The model is broken: train it again.</source>
            <translation>Das Modell ist kaputt: Trainiere es noch einmal.</translation>
        </message>
        <message>
            <source>The model is of a kind that is not on the list: “{kind}”.</source>
            <translation>Das Modell ist von einer Art, die nicht auf der Liste steht: „{kind}“.</translation>
        </message>
        <message>
            <source>The model is wrong: {read}.</source>
            <translation>Das Modell irrt: {read}.</translation>
        </message>
        <message>
            <source>The model keeps its weights outside of its graph.</source>
            <translation>Das Modell hat seine Gewichte außerhalb seines Graphen.</translation>
        </message>
        <message>
            <source>The model names a module that is not Keras: “{module}”.</source>
            <translation>Das Modell nennt ein Modul, das nicht Keras ist: „{module}“.</translation>
        </message>
        <message>
            <source>The model needs a class of its own: “{registered}”.</source>
            <translation>Das Modell braucht eine eigene Klasse: „{registered}“.</translation>
        </message>
        <message>
            <source>The model reads more than one thing.</source>
            <translation>Das Modell liest mehr als eines.</translation>
        </message>
        <message>
            <source>The model reads or answers more than one thing.</source>
            <translation>Das Modell liest mehr als eines oder antwortet mit mehr als einem.</translation>
        </message>
        <message>
            <source>The model reads pictures of no fixed size: {shape}.</source>
            <translation>Das Modell liest Bilder ohne feste Größe: {shape}.</translation>
        </message>
        <message>
            <source>The model reads {shape}, not a grey picture of 28×28.</source>
            <translation>Das Modell liest {shape}, kein graues Bild von 28×28.</translation>
        </message>
        <message>
            <source>The model takes far too long for one drawing.</source>
            <translation>Das Modell braucht viel zu lange für eine Zeichnung.</translation>
        </message>
        <message>
            <source>The model “{name}” answers {classes}, but “{data}” shows {shown}.</source>
            <translation>Das Modell „{name}“ antwortet mit {classes}, aber „{data}“ zeigt {shown}.</translation>
        </message>
        <message>
            <source>The model “{name}” cannot be saved ({reason}).</source>
            <translation>Das Modell „{name}“ kann nicht gespeichert werden ({reason}).</translation>
        </message>
        <message>
            <source>The model “{name}” cannot run here: {reason}.</source>
            <translation>Das Modell „{name}“ kann hier nicht laufen: {reason}.</translation>
        </message>
        <message>
            <source>The model “{name}” does not answer as its card says.</source>
            <translation>Das Modell „{name}“ antwortet nicht so, wie seine Karte sagt.</translation>
        </message>
        <message>
            <source>The model “{name}” does not read 28×28 pictures.</source>
            <translation>Das Modell „{name}“ liest keine Bilder von 28×28.</translation>
        </message>
        <message>
            <source>The model “{name}” does not run in a cluster.</source>
            <translation>Das Modell „{name}“ läuft nicht in einem Cluster.</translation>
        </message>
        <message>
            <source>The model “{name}” has an impossible temperature or threshold.</source>
            <translation>Das Modell „{name}“ hat eine unmögliche Temperatur oder Schwelle.</translation>
        </message>
        <message>
            <source>The model “{name}” has no usable list of class names.</source>
            <translation>Das Modell „{name}“ hat keine brauchbare Liste von Klassennamen.</translation>
        </message>
        <message>
            <source>The model “{name}” is run in a way that is unknown here.</source>
            <translation>Das Modell „{name}“ wird auf eine Weise ausgeführt, die hier unbekannt ist.</translation>
        </message>
        <message>
            <source>The model “{name}” needs Keras, and this Inkdigit is the small one without it.</source>
            <translation>Das Modell „{name}“ braucht Keras, und dieses Inkdigit ist das kleine ohne Keras.</translation>
        </message>
        <message>
            <source>The model “{name}” runs in Keras alone.</source>
            <translation>Das Modell „{name}“ läuft nur in Keras.</translation>
        </message>
        <message>
            <source>The model “{name}” runs in Keras, where its layers cannot be looked at from here.</source>
            <translation>Das Modell „{name}“ läuft in Keras; dort können seine Schichten nicht angesehen werden.</translation>
        </message>
        <message>
            <source>The model “{name}” tells what is no digit in a way that is unknown here.</source>
            <translation>Das Modell „{name}“ sagt auf eine hier unbekannte Weise, was keine Ziffer ist.</translation>
        </message>
        <message>
            <source>The model “{name}” was changed while it was measured.</source>
            <translation>Das Modell „{name}“ wurde geändert, während es gemessen wurde.</translation>
        </message>
        <message>
            <source>The model “{name}” was made for another preprocessing.</source>
            <translation>Das Modell „{name}“ ist für eine andere Vorbereitung der Bilder gemacht.</translation>
        </message>
        <message>
            <source>The model's LiteRT copy cannot be read.</source>
            <translation>Die LiteRT-Kopie des Modells kann nicht gelesen werden.</translation>
        </message>
        <message>
            <source>The model's card is incomplete or wrong.</source>
            <translation>Die Karte des Modells ist unvollständig oder falsch.</translation>
        </message>
        <message>
            <source>The model's file “{name}” cannot be read ({reason}).</source>
            <translation>Die Datei „{name}“ des Modells kann nicht gelesen werden ({reason}).</translation>
        </message>
        <message>
            <source>The model's file “{name}” was changed: it does not match its card.</source>
            <translation>Die Datei „{name}“ des Modells wurde geändert: Sie passt nicht zu seiner Karte.</translation>
        </message>
        <message>
            <source>The name “{name}…” is too long for a model.</source>
            <translation>Der Name „{name}…“ ist zu lang für ein Modell.</translation>
        </message>
        <message>
            <source>The names of ImageNet's classes</source>
            <translation>Die Namen der Klassen von ImageNet</translation>
        </message>
        <message>
            <source>The names of ImageNet's classes are not on this computer.</source>
            <translation>Die Namen der Klassen von ImageNet sind nicht auf diesem Rechner.</translation>
        </message>
        <message>
            <source>The network of “{preset}” has no “{name}”.</source>
            <translation>Das Netz von „{preset}“ hat kein „{name}“.</translation>
        </message>
        <message>
            <source>The numbers in “{name}” go from {low:g} to {high:g}.</source>
            <translation>Die Zahlen in „{name}“ gehen von {low:g} bis {high:g}.</translation>
        </message>
        <message>
            <source>The operators of the model are out of order.</source>
            <translation>Die Operatoren des Modells sind nicht in der richtigen Reihenfolge.</translation>
        </message>
        <message>
            <source>The pictures of “{name}” are missing.</source>
            <translation>Die Bilder zu „{name}“ fehlen.</translation>
        </message>
        <message>
            <source>The process of the device failed.</source>
            <translation>Der Prozess des Geräts ist fehlgeschlagen.</translation>
        </message>
        <message>
            <source>The process of the device has ended.</source>
            <translation>Der Prozess des Geräts hat geendet.</translation>
        </message>
        <message>
            <source>The processor goes on.</source>
            <translation>Der Prozessor macht weiter.</translation>
        </message>
        <message>
            <source>The run in “{folder}” is complete.</source>
            <translation>Der Lauf in „{folder}“ ist vollständig.</translation>
        </message>
        <message>
            <source>The run in “{folder}” is still going on.</source>
            <translation>Der Lauf in „{folder}“ ist noch im Gange.</translation>
        </message>
        <message>
            <source>The run's settings are damaged ({reason}).</source>
            <translation>Die Einstellungen des Laufs sind beschädigt ({reason}).</translation>
        </message>
        <message>
            <source>The runs in “{folder}” cannot be read ({reason}).</source>
            <translation>Die Läufe in „{folder}“ können nicht gelesen werden ({reason}).</translation>
        </message>
        <message>
            <source>The settings of “{name}” are damaged.</source>
            <translation>Die Einstellungen von „{name}“ sind beschädigt.</translation>
        </message>
        <message>
            <source>The shapes of the model do not fit at {name}.</source>
            <translation>Die Formen des Modells passen bei {name} nicht zusammen.</translation>
        </message>
        <message>
            <source>The table “{name}” cannot be written ({reason}).</source>
            <translation>Die Tabelle „{name}“ kann nicht geschrieben werden ({reason}).</translation>
        </message>
        <message>
            <source>The table “{name}” is damaged.</source>
            <translation>Die Tabelle „{name}“ ist beschädigt.</translation>
        </message>
        <message>
            <source>The test part of “{name}” is missing in “{folder}”.</source>
            <translation>Der Testteil von „{name}“ fehlt in „{folder}“.</translation>
        </message>
        <message>
            <source>The value {value:,} is not possible for the {setting}.</source>
            <translation>{setting}: Der Wert {value:,} ist nicht möglich.</translation>
        </message>
        <message>
            <source>The value {value} is not possible for “{name}” of “{preset}”.</source>
            <translation>Der Wert {value} ist für „{name}“ von „{preset}“ nicht möglich.</translation>
        </message>
        <message>
            <source>The variance in the layer “{name}” is negative.</source>
            <translation>Die Varianz in der Schicht „{name}“ ist negativ.</translation>
        </message>
        <message>
            <source>The weights of the layer “{name}” are missing.</source>
            <translation>Die Gewichte der Schicht „{name}“ fehlen.</translation>
        </message>
        <message>
            <source>The weights of {title}</source>
            <translation>Die Gewichte von {title}</translation>
        </message>
        <message>
            <source>The weights of {title} are not on this computer ({megabytes}).</source>
            <translation>Die Gewichte von {title} sind nicht auf diesem Rechner ({megabytes}).</translation>
        </message>
        <message>
            <source>The {device} cannot run the model ({reason}).</source>
            <translation>Das Gerät „{device}“ kann das Modell nicht ausführen ({reason}).</translation>
        </message>
        <message>
            <source>The {device} does not answer as the card says.</source>
            <translation>Das Gerät „{device}“ antwortet nicht so, wie die Karte sagt.</translation>
        </message>
        <message>
            <source>The {device} does not answer.</source>
            <translation>Das Gerät „{device}“ antwortet nicht.</translation>
        </message>
        <message>
            <source>The {device} failed ({reason}).</source>
            <translation>Das Gerät „{device}“ ist ausgefallen ({reason}).</translation>
        </message>
        <message>
            <source>The {device} has stopped.</source>
            <translation>Das Gerät „{device}“ hat aufgehört.</translation>
        </message>
        <message>
            <source>The {device} has too little free memory for the model.</source>
            <translation>Das Gerät „{device}“ hat zu wenig freien Speicher für das Modell.</translation>
        </message>
        <message>
            <source>The {device} is in use by another program.</source>
            <translation>Das Gerät „{device}“ wird von einem anderen Programm benutzt.</translation>
        </message>
        <message>
            <source>The {part} of the layer “{name}” holds what is no number (NaN or infinite).</source>
            <translation>„{part}“ der Schicht „{name}“ enthält etwas, das keine Zahl ist (NaN oder unendlich).</translation>
        </message>
        <message>
            <source>The {part} of the layer “{name}” is {shape} instead of {wanted}.</source>
            <translation>„{part}“ der Schicht „{name}“ ist {shape} statt {wanted}.</translation>
        </message>
        <message>
            <source>The {setting} cannot be {value}.</source>
            <translation>{setting}: {value} ist nicht möglich.</translation>
        </message>
        <message>
            <source>There are more than {classes} different labels.</source>
            <translation>Es gibt mehr als {classes} verschiedene Labels.</translation>
        </message>
        <message>
            <source>There are too many runs of “{preset}” at this second.</source>
            <translation>In dieser Sekunde gibt es zu viele Läufe von „{preset}“.</translation>
        </message>
        <message>
            <source>There is a GPU, but TensorFlow cannot use it: its driver or CUDA libraries do not fit.</source>
            <translation>Eine GPU ist da, aber TensorFlow kann sie nicht verwenden: Ihr Treiber oder die CUDA-Bibliotheken passen nicht.</translation>
        </message>
        <message>
            <source>There is a GPU, but this TensorFlow was built for the processor only.</source>
            <translation>Eine GPU ist da, aber dieses TensorFlow ist nur für den Prozessor gebaut.</translation>
        </message>
        <message>
            <source>There is no ImageNet network “{model}”.</source>
            <translation>Es gibt kein ImageNet-Netz „{model}“.</translation>
        </message>
        <message>
            <source>There is no data set “{name}”.</source>
            <translation>Es gibt keinen Datensatz „{name}“.</translation>
        </message>
        <message>
            <source>There is no file “{name}”.</source>
            <translation>Es gibt keine Datei „{name}“.</translation>
        </message>
        <message>
            <source>There is no form “{form}”.</source>
            <translation>Es gibt keine Form „{form}“.</translation>
        </message>
        <message>
            <source>There is no icon in “{folder}”.</source>
            <translation>In „{folder}“ ist kein Symbol.</translation>
        </message>
        <message>
            <source>There is no ink to keep.</source>
            <translation>Es ist keine Tinte da, die man behalten könnte.</translation>
        </message>
        <message>
            <source>There is no model “{text}”.</source>
            <translation>Es gibt kein Modell „{text}“.</translation>
        </message>
        <message>
            <source>There is no picture in the folder “{folder}”.</source>
            <translation>Im Ordner „{folder}“ ist kein Bild.</translation>
        </message>
        <message>
            <source>There is no such form of input.</source>
            <translation>Eine solche Form der Eingabe gibt es nicht.</translation>
        </message>
        <message>
            <source>There is no {part} picture {index:,} in “{name}”.</source>
            <translation>In „{name}“ gibt es im Teil „{part}“ kein Bild {index:,}.</translation>
        </message>
        <message>
            <source>There is no {what} “{value}”.</source>
            <translation>„{value}“ gibt es nicht ({what}).</translation>
        </message>
        <message>
            <source>There is not enough memory for this.</source>
            <translation>Dafür ist nicht genug Speicher da.</translation>
        </message>
        <message>
            <source>There is nothing on this computer to measure “{name}” with.</source>
            <translation>Auf diesem Rechner ist nichts, womit „{name}“ gemessen werden könnte.</translation>
        </message>
        <message>
            <source>There is nothing to resume in “{name}”: it is complete, or was not begun by Inkdigit.</source>
            <translation>In „{name}“ ist nichts fortzusetzen: Es ist vollständig oder wurde nicht von Inkdigit begonnen.</translation>
        </message>
        <message>
            <source>These strokes have too few writers to hold some back.</source>
            <translation>Diese Striche haben zu wenige Schreiber, um einige zurückzuhalten.</translation>
        </message>
        <message>
            <source>This TensorFlow was built for the processor only.</source>
            <translation>Dieses TensorFlow ist nur für den Prozessor gebaut.</translation>
        </message>
        <message>
            <source>This backend of Keras computes on the processor.</source>
            <translation>Dieses Backend von Keras rechnet auf dem Prozessor.</translation>
        </message>
        <message>
            <source>This is not a possible label.</source>
            <translation>Das ist kein mögliches Label.</translation>
        </message>
        <message>
            <source>This line is not JSON.</source>
            <translation>Diese Zeile ist kein JSON.</translation>
        </message>
        <message>
            <source>This line is not a drawing.</source>
            <translation>Diese Zeile ist keine Zeichnung.</translation>
        </message>
        <message>
            <source>Too many levels of symbolic links</source>
            <translation>Zu viele Verknüpfungen hintereinander</translation>
        </message>
        <message>
            <source>Too many open files</source>
            <translation>Zu viele offene Dateien</translation>
        </message>
        <message>
            <source>Train again with a smaller learning rate.</source>
            <translation>Trainiere noch einmal mit einer kleineren Lernrate.</translation>
        </message>
        <message>
            <source>Train without mirroring the pictures.</source>
            <translation>Trainiere, ohne die Bilder zu spiegeln.</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Unpack it first.</source>
            <translation>Entpacke sie zuerst.</translation>
        </message>
        <message>
            <source>Use fewer.</source>
            <translation>Verwende weniger.</translation>
        </message>
        <message>
            <source>Use letters, digits, spaces, dots, “-” and “_”.</source>
            <translation>Verwende Buchstaben, Ziffern, Leerzeichen, Punkte, „-“ und „_“.</translation>
        </message>
        <message>
            <source>Use one to {label} printable characters.</source>
            <translation>Verwende ein bis {label} druckbare Zeichen.</translation>
        </message>
        <message>
            <source>Use strokes of nine or more writers.</source>
            <translation>Verwende Striche von neun oder mehr Schreibern.</translation>
        </message>
        <message>
            <source>Use {longest} letters at most.</source>
            <translation>Verwende höchstens {longest} Zeichen.</translation>
        </message>
        <message>
            <source>What was saved before is intact: try again, or resume the run.</source>
            <translation>Was vorher gespeichert war, ist unversehrt: Versuche es noch einmal oder setze den Lauf fort.</translation>
        </message>
        <message>
            <source>Windows keeps the name “{name}” for itself.</source>
            <translation>Windows behält den Namen „{name}“ für sich.</translation>
        </message>
        <message>
            <source>Write 28 rows of 28 numbers, or 784 numbers a picture, from 0 to 255 or from 0 to 1.</source>
            <translation>Schreibe 28 Zeilen mit je 28 Zahlen oder 784 Zahlen je Bild, von 0 bis 255 oder von 0 bis 1.</translation>
        </message>
        <message>
            <source>You have kept no examples yet.</source>
            <translation>Du hast noch keine Beispiele behalten.</translation>
        </message>
        <message>
            <source>You may not read “{name}”.</source>
            <translation>Du darfst „{name}“ nicht lesen.</translation>
        </message>
        <message>
            <source>a drawn 3 is read as {label} ({verdict}, {confidence})</source>
            <translation>eine gezeichnete 3 wird als {label} gelesen ({verdict}, {confidence})</translation>
        </message>
        <message>
            <source>a group goes round in a circle</source>
            <translation>eine Gruppe geht im Kreis</translation>
        </message>
        <message>
            <source>a group has lost its names</source>
            <translation>eine Gruppe hat ihre Namen verloren</translation>
        </message>
        <message>
            <source>a group is damaged</source>
            <translation>eine Gruppe ist beschädigt</translation>
        </message>
        <message>
            <source>a layer</source>
            <translation>eine Schicht</translation>
        </message>
        <message>
            <source>a layer has no name or kind</source>
            <translation>eine Schicht hat keinen Namen oder keine Art</translation>
        </message>
        <message>
            <source>a link in it is of an unusual form</source>
            <translation>ein Verweis darin hat eine ungewöhnliche Form</translation>
        </message>
        <message>
            <source>a name in it is cut off</source>
            <translation>ein Name darin ist abgeschnitten</translation>
        </message>
        <message>
            <source>a text in it is lost</source>
            <translation>ein Text darin fehlt</translation>
        </message>
        <message>
            <source>a text in it is no text</source>
            <translation>ein Text darin ist kein Text</translation>
        </message>
        <message>
            <source>a type in it is cut off</source>
            <translation>ein Typ darin ist abgeschnitten</translation>
        </message>
        <message>
            <source>an array in it is of an unusual form</source>
            <translation>ein Feld darin hat eine ungewöhnliche Form</translation>
        </message>
        <message>
            <source>an attribute holds no text</source>
            <translation>ein Attribut enthält keinen Text</translation>
        </message>
        <message>
            <source>an attribute is cut off</source>
            <translation>ein Attribut ist abgeschnitten</translation>
        </message>
        <message>
            <source>an attribute is of an unusual form</source>
            <translation>ein Attribut hat eine ungewöhnliche Form</translation>
        </message>
        <message>
            <source>an object</source>
            <translation>ein Objekt</translation>
        </message>
        <message>
            <source>an object in it is cut off</source>
            <translation>ein Objekt darin ist abgeschnitten</translation>
        </message>
        <message>
            <source>an object in it is damaged</source>
            <translation>ein Objekt darin ist beschädigt</translation>
        </message>
        <message>
            <source>answered strangely ({status})</source>
            <translation>hat seltsam geantwortet ({status})</translation>
        </message>
        <message>
            <source>answered {status}</source>
            <translation>hat mit {status} geantwortet</translation>
        </message>
        <message>
            <source>batch size</source>
            <translation>Bilder je Schritt</translation>
        </message>
        <message>
            <source>beta 1</source>
            <translation>Beta 1</translation>
        </message>
        <message>
            <source>beta 2</source>
            <translation>Beta 2</translation>
        </message>
        <message>
            <source>broke off the transfer</source>
            <translation>hat die Übertragung abgebrochen</translation>
        </message>
        <message>
            <source>cannot be reached</source>
            <translation>ist nicht erreichbar</translation>
        </message>
        <message>
            <source>checkpoint every</source>
            <translation>Zwischenstand alle</translation>
        </message>
        <message>
            <source>compressed</source>
            <translation>komprimiert</translation>
        </message>
        <message>
            <source>device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>digit</source>
            <translation>Ziffer</translation>
        </message>
        <message>
            <source>does not answer</source>
            <translation>antwortet nicht</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>leer</translation>
        </message>
        <message>
            <source>ended the transfer too early</source>
            <translation>hat die Übertragung zu früh beendet</translation>
        </message>
        <message>
            <source>epochs</source>
            <translation>Epochen</translation>
        </message>
        <message>
            <source>epsilon</source>
            <translation>Epsilon</translation>
        </message>
        <message>
            <source>exit code {code}</source>
            <translation>Exit-Code {code}</translation>
        </message>
        <message>
            <source>gave a larger file than the one known</source>
            <translation>hat eine größere Datei geliefert als die bekannte</translation>
        </message>
        <message>
            <source>has an empty column</source>
            <translation>hat eine leere Spalte</translation>
        </message>
        <message>
            <source>has {count:,} columns where {columns} should be</source>
            <translation>hat {count:,} Spalten, wo {columns} sein sollten</translation>
        </message>
        <message>
            <source>has “{text}”, which is not a whole number from 0 to 255</source>
            <translation>hat „{text}“, das keine ganze Zahl von 0 bis 255 ist</translation>
        </message>
        <message>
            <source>icons</source>
            <translation>Symbole</translation>
        </message>
        <message>
            <source>is not a row of whole numbers</source>
            <translation>ist keine Zeile ganzer Zahlen</translation>
        </message>
        <message>
            <source>it cannot be read</source>
            <translation>sie kann nicht gelesen werden</translation>
        </message>
        <message>
            <source>it has no layers</source>
            <translation>sie hat keine Schichten</translation>
        </message>
        <message>
            <source>it holds a link to somewhere else</source>
            <translation>sie enthält einen Verweis nach woanders</translation>
        </message>
        <message>
            <source>it holds far too many parts</source>
            <translation>sie enthält viel zu viele Teile</translation>
        </message>
        <message>
            <source>it holds numbers of an unusual kind</source>
            <translation>sie enthält Zahlen ungewöhnlicher Art</translation>
        </message>
        <message>
            <source>it holds values of an unusual kind</source>
            <translation>sie enthält Werte ungewöhnlicher Art</translation>
        </message>
        <message>
            <source>it is cut off</source>
            <translation>sie ist abgeschnitten</translation>
        </message>
        <message>
            <source>it is far too long</source>
            <translation>sie ist viel zu lang</translation>
        </message>
        <message>
            <source>it is nested too deeply or far too long</source>
            <translation>sie ist zu tief verschachtelt oder viel zu lang</translation>
        </message>
        <message>
            <source>it is no HDF5 file</source>
            <translation>sie ist keine HDF5-Datei</translation>
        </message>
        <message>
            <source>it said nothing</source>
            <translation>es wurde nichts gesagt</translation>
        </message>
        <message>
            <source>it shares a description between objects</source>
            <translation>sie teilt eine Beschreibung zwischen Objekten</translation>
        </message>
        <message>
            <source>it stopped answering</source>
            <translation>er antwortet nicht mehr</translation>
        </message>
        <message>
            <source>its beginning or end is missing</source>
            <translation>ihr Anfang oder ihr Ende fehlt</translation>
        </message>
        <message>
            <source>its form has the version {version}</source>
            <translation>ihre Form hat die Version {version}</translation>
        </message>
        <message>
            <source>its head is of an unusual form</source>
            <translation>ihr Kopf hat eine ungewöhnliche Form</translation>
        </message>
        <message>
            <source>its name is impossible</source>
            <translation>ihr Name ist unmöglich</translation>
        </message>
        <message>
            <source>kept in another file</source>
            <translation>in einer anderen Datei abgelegt</translation>
        </message>
        <message>
            <source>label smoothing</source>
            <translation>Label-Glättung</translation>
        </message>
        <message>
            <source>learning rate</source>
            <translation>Lernrate</translation>
        </message>
        <message>
            <source>limit</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>momentum</source>
            <translation>Schwung</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>not installed</source>
            <translation>nicht installiert</translation>
        </message>
        <message>
            <source>not-a-digit</source>
            <translation>keine Ziffer</translation>
        </message>
        <message>
            <source>ok</source>
            <translation>gut</translation>
        </message>
        <message>
            <source>one to {most}</source>
            <translation>eine bis {most}</translation>
        </message>
        <message>
            <source>optimizer</source>
            <translation>Optimierer</translation>
        </message>
        <message>
            <source>patience</source>
            <translation>Geduld</translation>
        </message>
        <message>
            <source>points</source>
            <translation>Punkte</translation>
        </message>
        <message>
            <source>points to another place</source>
            <translation>verweist an einen anderen Ort</translation>
        </message>
        <message>
            <source>prediction</source>
            <translation>Vorhersage</translation>
        </message>
        <message>
            <source>preset</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>schedule</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>seed</source>
            <translation>Startzahl</translation>
        </message>
        <message>
            <source>size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>the attributes of “{name}” are kept in a newer form</source>
            <translation>die Attribute von „{name}“ sind in einer neueren Form abgelegt</translation>
        </message>
        <message>
            <source>the group “{name}” is kept in a newer form</source>
            <translation>die Gruppe „{name}“ ist in einer neueren Form abgelegt</translation>
        </message>
        <message>
            <source>the layer “{name}” leads nowhere</source>
            <translation>die Schicht „{name}“ führt nirgendwohin</translation>
        </message>
        <message>
            <source>the layer “{name}” reads nothing</source>
            <translation>die Schicht „{name}“ liest nichts</translation>
        </message>
        <message>
            <source>the layer “{name}” reads “{missing}”, which does not come before it</source>
            <translation>die Schicht „{name}“ liest „{missing}“, das nicht vor ihr kommt</translation>
        </message>
        <message>
            <source>the layers</source>
            <translation>die Schichten</translation>
        </message>
        <message>
            <source>two layers are called “{name}”</source>
            <translation>zwei Schichten heißen „{name}“</translation>
        </message>
        <message>
            <source>two layers have one name</source>
            <translation>zwei Schichten haben denselben Namen</translation>
        </message>
        <message>
            <source>unsure</source>
            <translation>unsicher</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>Validierung</translation>
        </message>
        <message>
            <source>weight decay</source>
            <translation>Gewichtsabbau</translation>
        </message>
        <message>
            <source>widths</source>
            <translation>Breiten</translation>
        </message>
        <message>
            <source>window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>{count} icons in {folder}</source>
            <translation>{count} Symbole in {folder}</translation>
        </message>
        <message>
            <source>{first} or {second}</source>
            <translation>{first} oder {second}</translation>
        </message>
        <message>
            <source>{first} {second}</source>
            <translation>{first} {second}</translation>
        </message>
        <message>
            <source>{first}; {second}</source>
            <translation>{first}; {second}</translation>
        </message>
        <message>
            <source>{hint} {formats}</source>
            <translation>{hint} {formats}</translation>
        </message>
        <message>
            <source>{host} gave another file than the one known</source>
            <translation>{host} hat eine andere Datei geliefert als die bekannte</translation>
        </message>
        <message>
            <source>{host} {reason}</source>
            <translation>{host} {reason}</translation>
        </message>
        <message>
            <source>{name} failed ({reason}).</source>
            <translation>{name} ist fehlgeschlagen ({reason}).</translation>
        </message>
        <message>
            <source>{name} has gone.</source>
            <translation>{name} ist verschwunden.</translation>
        </message>
        <message>
            <source>{name} has no Inkdigit of this version.</source>
            <translation>{name} hat kein Inkdigit dieser Version.</translation>
        </message>
        <message>
            <source>{name} has no workers.</source>
            <translation>{name} hat keine Arbeiter.</translation>
        </message>
        <message>
            <source>{name} {version} in {folder}</source>
            <translation>{name} {version} in {folder}</translation>
        </message>
        <message>
            <source>{what} could not be fetched: {reason}.</source>
            <translation>{what} konnten nicht geholt werden: {reason}.</translation>
        </message>
        <message>
            <source>{what} has no description</source>
            <translation>{what} hat keine Beschreibung</translation>
        </message>
        <message>
            <source>{what} took longer than {seconds:g} s, and was ended.</source>
            <translation>{what} hat länger als {seconds:g} s gedauert und wurde beendet.</translation>
        </message>
        <message>
            <source>{what}: there is no list</source>
            <translation>{what}: Eine Liste fehlt</translation>
        </message>
        <message>
            <source>“{address}” is no address of a cluster.</source>
            <translation>„{address}“ ist keine Adresse eines Clusters.</translation>
        </message>
        <message>
            <source>“{filename}” in the .keras file claims to be far too large.</source>
            <translation>„{filename}“ in der .keras-Datei gibt sich als viel zu groß aus.</translation>
        </message>
        <message>
            <source>“{filename}” in the .keras file is not as long as it says.</source>
            <translation>„{filename}“ in der .keras-Datei ist nicht so lang, wie es sagt.</translation>
        </message>
        <message>
            <source>“{folder}” cannot be removed ({reason}).</source>
            <translation>„{folder}“ kann nicht entfernt werden ({reason}).</translation>
        </message>
        <message>
            <source>“{folder}” has a class “{strange}” that the training part has not.</source>
            <translation>„{folder}“ hat eine Klasse „{strange}“, die der Trainingsteil nicht hat.</translation>
        </message>
        <message>
            <source>“{folder}” has more than {pictures:,} pictures.</source>
            <translation>„{folder}“ hat mehr als {pictures:,} Bilder.</translation>
        </message>
        <message>
            <source>“{images_key}” and “{labels_key}” belong to different data sets: save them again.</source>
            <translation>„{images_key}“ und „{labels_key}“ gehören zu verschiedenen Datensätzen: Speichere sie noch einmal.</translation>
        </message>
        <message>
            <source>“{images_key}” in “{name}” holds no pictures.</source>
            <translation>„{images_key}“ in „{name}“ enthält keine Bilder.</translation>
        </message>
        <message>
            <source>“{key}” cannot be deleted ({reason}).</source>
            <translation>„{key}“ kann nicht gelöscht werden ({reason}).</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” does not hold 28×28 pictures.</source>
            <translation>„{key}“ in „{name}“ enthält keine Bilder von 28×28.</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” holds Python objects, which could run a program.</source>
            <translation>„{key}“ in „{name}“ enthält Python-Objekte, die ein Programm ausführen könnten.</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” holds numbers other than the whole ones from 0 to 255.</source>
            <translation>„{key}“ in „{name}“ enthält andere Zahlen als die ganzen von 0 bis 255.</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” is not a list of class names.</source>
            <translation>„{key}“ in „{name}“ ist keine Liste von Klassennamen.</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” is not an array of pictures or labels.</source>
            <translation>„{key}“ in „{name}“ ist kein Feld von Bildern oder Labels.</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” is not an array.</source>
            <translation>„{key}“ in „{name}“ ist kein Feld von Zahlen.</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” is not as long as its header says.</source>
            <translation>„{key}“ in „{name}“ ist nicht so lang, wie sein Kopf sagt.</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” is not one label a picture.</source>
            <translation>„{key}“ in „{name}“ ist nicht ein Label je Bild.</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” is of the type {dtype}.</source>
            <translation>„{key}“ in „{name}“ ist vom Typ {dtype}.</translation>
        </message>
        <message>
            <source>“{key}” in “{name}” says it holds {what} numbers, which is too many.</source>
            <translation>„{key}“ in „{name}“ soll {what} Zahlen enthalten; das sind zu viele.</translation>
        </message>
        <message>
            <source>“{key}” is not one of your models.</source>
            <translation>„{key}“ ist keines deiner Modelle.</translation>
        </message>
        <message>
            <source>“{name}” belongs to another data set, or is damaged: fetch both again.</source>
            <translation>„{name}“ gehört zu einem anderen Datensatz oder ist beschädigt: Hole beide noch einmal.</translation>
        </message>
        <message>
            <source>“{name}” cannot be a model's name.</source>
            <translation>„{name}“ kann kein Name eines Modells sein.</translation>
        </message>
        <message>
            <source>“{name}” cannot be opened: {reason}</source>
            <translation>„{name}“ kann nicht geöffnet werden: {reason}</translation>
        </message>
        <message>
            <source>“{name}” cannot be read ({reason}).</source>
            <translation>„{name}“ kann nicht gelesen werden ({reason}).</translation>
        </message>
        <message>
            <source>“{name}” cannot be renamed ({reason}).</source>
            <translation>„{name}“ kann nicht umbenannt werden ({reason}).</translation>
        </message>
        <message>
            <source>“{name}” cannot be written ({reason})</source>
            <translation>„{name}“ kann nicht geschrieben werden ({reason})</translation>
        </message>
        <message>
            <source>“{name}” cannot be written ({reason}).</source>
            <translation>„{name}“ kann nicht geschrieben werden ({reason}).</translation>
        </message>
        <message>
            <source>“{name}” cannot name a class.</source>
            <translation>„{name}“ kann keine Klasse benennen.</translation>
        </message>
        <message>
            <source>“{name}” does not fit into memory.</source>
            <translation>„{name}“ passt nicht in den Speicher.</translation>
        </message>
        <message>
            <source>“{name}” does not hold 28×28 pictures.</source>
            <translation>„{name}“ enthält keine Bilder von 28×28.</translation>
        </message>
        <message>
            <source>“{name}” ended every worker that read it.</source>
            <translation>„{name}“ hat jeden Arbeiter beendet, der es gelesen hat.</translation>
        </message>
        <message>
            <source>“{name}” has a digit without ink.</source>
            <translation>„{name}“ hat eine Ziffer ohne Tinte.</translation>
        </message>
        <message>
            <source>“{name}” has a digit without its label and writer.</source>
            <translation>„{name}“ hat eine Ziffer ohne Label und Schreiber.</translation>
        </message>
        <message>
            <source>“{name}” has a stroke that is not a list of points x y.</source>
            <translation>„{name}“ hat einen Strich, der keine Liste von Punkten x y ist.</translation>
        </message>
        <message>
            <source>“{name}” has far too many pixels.</source>
            <translation>„{name}“ hat viel zu viele Pixel.</translation>
        </message>
        <message>
            <source>“{name}” has more than {examples:,} examples.</source>
            <translation>„{name}“ hat mehr als {examples:,} Beispiele.</translation>
        </message>
        <message>
            <source>“{name}” has more than {pictures:,} pictures.</source>
            <translation>„{name}“ hat mehr als {pictures:,} Bilder.</translation>
        </message>
        <message>
            <source>“{name}” has no arrays x_train and y_train, or images and labels; its arrays: {held}.</source>
            <translation>„{name}“ hat keine Felder x_train und y_train oder images und labels; seine Felder: {held}.</translation>
        </message>
        <message>
            <source>“{name}” has no labels: its first line names no column “label”.</source>
            <translation>„{name}“ hat keine Labels: Die erste Zeile nennt keine Spalte „label“.</translation>
        </message>
        <message>
            <source>“{name}” has no pixels: {width} × {height}.</source>
            <translation>„{name}“ hat keine Pixel: {width} × {height}.</translation>
        </message>
        <message>
            <source>“{name}” has {count} columns, where a table of 28×28 pictures has {wanted}.</source>
            <translation>„{name}“ hat {count} Spalten; eine Tabelle mit Bildern von 28×28 hat {wanted}.</translation>
        </message>
        <message>
            <source>“{name}” has {count} pictures for {labels} labels.</source>
            <translation>„{name}“ hat {count} Bilder für {labels} Labels.</translation>
        </message>
        <message>
            <source>“{name}” has {width:,} × {height:,} pixels, which is too many.</source>
            <translation>„{name}“ hat {width:,} × {height:,} Pixel; das sind zu viele.</translation>
        </message>
        <message>
            <source>“{name}” holds more than {size} MB.</source>
            <translation>„{name}“ enthält mehr als {size} MB.</translation>
        </message>
        <message>
            <source>“{name}” holds no drawings.</source>
            <translation>„{name}“ enthält keine Zeichnungen.</translation>
        </message>
        <message>
            <source>“{name}” holds no numbers</source>
            <translation>„{name}“ enthält keine Zahlen</translation>
        </message>
        <message>
            <source>“{name}” holds no pen strokes of digits.</source>
            <translation>„{name}“ enthält keine Stiftstriche von Ziffern.</translation>
        </message>
        <message>
            <source>“{name}” holds no pictures.</source>
            <translation>„{name}“ enthält keine Bilder.</translation>
        </message>
        <message>
            <source>“{name}” holds what is no number.</source>
            <translation>„{name}“ enthält etwas, das keine Zahl ist.</translation>
        </message>
        <message>
            <source>“{name}” holds {count:,} pictures; at most {pictures:,} are read.</source>
            <translation>„{name}“ enthält {count:,} Bilder; höchstens {pictures:,} werden gelesen.</translation>
        </message>
        <message>
            <source>“{name}” holds {sizes} numbers instead of 28×28.</source>
            <translation>„{name}“ enthält {sizes} Zahlen statt 28×28.</translation>
        </message>
        <message>
            <source>“{name}” in it is far larger than it may be.</source>
            <translation>„{name}“ darin ist viel größer, als es sein darf.</translation>
        </message>
        <message>
            <source>“{name}” is a file already.</source>
            <translation>„{name}“ ist schon eine Datei.</translation>
        </message>
        <message>
            <source>“{name}” is a folder already.</source>
            <translation>„{name}“ ist schon ein Ordner.</translation>
        </message>
        <message>
            <source>“{name}” is a folder, where a file should be.</source>
            <translation>„{name}“ ist ein Ordner, wo eine Datei sein sollte.</translation>
        </message>
        <message>
            <source>“{name}” is a folder.</source>
            <translation>„{name}“ ist ein Ordner.</translation>
        </message>
        <message>
            <source>“{name}” is a link that leads in a circle.</source>
            <translation>„{name}“ ist eine Verknüpfung, die im Kreis führt.</translation>
        </message>
        <message>
            <source>“{name}” is cut off</source>
            <translation>„{name}“ ist abgeschnitten</translation>
        </message>
        <message>
            <source>“{name}” is cut off or damaged.</source>
            <translation>„{name}“ ist abgeschnitten oder beschädigt.</translation>
        </message>
        <message>
            <source>“{name}” is cut off: a part of the file is missing.</source>
            <translation>„{name}“ ist abgeschnitten: Ein Teil der Datei fehlt.</translation>
        </message>
        <message>
            <source>“{name}” is damaged and cannot be decoded.</source>
            <translation>„{name}“ ist beschädigt und kann nicht dekodiert werden.</translation>
        </message>
        <message>
            <source>“{name}” is damaged.</source>
            <translation>„{name}“ ist beschädigt.</translation>
        </message>
        <message>
            <source>“{name}” is damaged: it does not begin as such a file does.</source>
            <translation>„{name}“ ist beschädigt: Es beginnt nicht so wie eine solche Datei.</translation>
        </message>
        <message>
            <source>“{name}” is empty or far too large.</source>
            <translation>„{name}“ ist leer oder viel zu groß.</translation>
        </message>
        <message>
            <source>“{name}” is empty.</source>
            <translation>„{name}“ ist leer.</translation>
        </message>
        <message>
            <source>“{name}” is far too large for a data set.</source>
            <translation>„{name}“ ist viel zu groß für einen Datensatz.</translation>
        </message>
        <message>
            <source>“{name}” is far too large for a model of digits.</source>
            <translation>„{name}“ ist viel zu groß für ein Modell für Ziffern.</translation>
        </message>
        <message>
            <source>“{name}” is far too large.</source>
            <translation>„{name}“ ist viel zu groß.</translation>
        </message>
        <message>
            <source>“{name}” is kept in pieces</source>
            <translation>„{name}“ ist in Stücken abgelegt</translation>
        </message>
        <message>
            <source>“{name}” is larger than {size} MB.</source>
            <translation>„{name}“ ist größer als {size} MB.</translation>
        </message>
        <message>
            <source>“{name}” is missing</source>
            <translation>„{name}“ fehlt</translation>
        </message>
        <message>
            <source>“{name}” is neither a text of numbers nor an array of NumPy.</source>
            <translation>„{name}“ ist weder ein Text aus Zahlen noch ein Feld von NumPy.</translation>
        </message>
        <message>
            <source>“{name}” is no array</source>
            <translation>„{name}“ ist kein Feld von Zahlen</translation>
        </message>
        <message>
            <source>“{name}” is no file.</source>
            <translation>„{name}“ ist keine Datei.</translation>
        </message>
        <message>
            <source>“{name}” is no group</source>
            <translation>„{name}“ ist keine Gruppe</translation>
        </message>
        <message>
            <source>“{name}” is no model of Inkdigit's.</source>
            <translation>„{name}“ ist kein Modell von Inkdigit.</translation>
        </message>
        <message>
            <source>“{name}” is no model that can be read.</source>
            <translation>„{name}“ ist kein Modell, das gelesen werden kann.</translation>
        </message>
        <message>
            <source>“{name}” is not a data set that can be read.</source>
            <translation>„{name}“ ist kein Datensatz, der gelesen werden kann.</translation>
        </message>
        <message>
            <source>“{name}” is not a file but a device or a pipe.</source>
            <translation>„{name}“ ist keine Datei, sondern ein Gerät oder eine Pipe.</translation>
        </message>
        <message>
            <source>“{name}” is not a file of strokes.</source>
            <translation>„{name}“ ist keine Datei mit Strichen.</translation>
        </message>
        <message>
            <source>“{name}” is not a file.</source>
            <translation>„{name}“ ist keine Datei.</translation>
        </message>
        <message>
            <source>“{name}” is not a list of class names.</source>
            <translation>„{name}“ ist keine Liste von Klassennamen.</translation>
        </message>
        <message>
            <source>“{name}” is not a picture that can be read.</source>
            <translation>„{name}“ ist kein Bild, das gelesen werden kann.</translation>
        </message>
        <message>
            <source>“{name}” is not a possible file name.</source>
            <translation>„{name}“ ist kein möglicher Dateiname.</translation>
        </message>
        <message>
            <source>“{name}” is not a possible name.</source>
            <translation>„{name}“ ist kein möglicher Name.</translation>
        </message>
        <message>
            <source>“{name}” is not a table of Inkdigit.</source>
            <translation>„{name}“ ist keine Tabelle von Inkdigit.</translation>
        </message>
        <message>
            <source>“{name}” is not an IDX file of unsigned bytes in {dimensions} dimensions.</source>
            <translation>„{name}“ ist keine IDX-Datei aus vorzeichenlosen Bytes in {dimensions} Dimensionen.</translation>
        </message>
        <message>
            <source>“{name}” is not the list of ImageNet's classes.</source>
            <translation>„{name}“ ist nicht die Liste der Klassen von ImageNet.</translation>
        </message>
        <message>
            <source>“{name}” is packed with gzip.</source>
            <translation>„{name}“ ist mit gzip gepackt.</translation>
        </message>
        <message>
            <source>“{name}” is still running.</source>
            <translation>„{name}“ läuft noch.</translation>
        </message>
        <message>
            <source>“{name}” is there already.</source>
            <translation>„{name}“ ist schon da.</translation>
        </message>
        <message>
            <source>“{name}” is too large for a file of hand-made pictures.</source>
            <translation>„{name}“ ist zu groß für eine Datei mit handgemachten Bildern.</translation>
        </message>
        <message>
            <source>“{name}” is too large for a file of strokes.</source>
            <translation>„{name}“ ist zu groß für eine Datei mit Strichen.</translation>
        </message>
        <message>
            <source>“{name}” is {what}</source>
            <translation>„{name}“ ist {what}</translation>
        </message>
        <message>
            <source>“{name}” made its decoder crash: it is damaged, or made to do harm.</source>
            <translation>„{name}“ hat seinen Dekodierer abstürzen lassen: Es ist beschädigt oder soll Schaden anrichten.</translation>
        </message>
        <message>
            <source>“{name}” says it holds {what} bytes, but 1 is there.</source>
            <translation>„{name}“ soll {what} Bytes enthalten, aber 1 ist da.</translation>
        </message>
        <message>
            <source>“{name}” says it holds {what} bytes, but more are there.</source>
            <translation>„{name}“ soll {what} Bytes enthalten, aber mehr sind da.</translation>
        </message>
        <message>
            <source>“{name}” says it holds {what} bytes, but {count:,} are there.</source>
            <translation>„{name}“ soll {what} Bytes enthalten, aber {count:,} sind da.</translation>
        </message>
        <message>
            <source>“{name}” says it holds {what} bytes, which is too many.</source>
            <translation>„{name}“ soll {what} Bytes enthalten; das sind zu viele.</translation>
        </message>
        <message>
            <source>“{name}” takes too long to decode.</source>
            <translation>Das Dekodieren von „{name}“ dauert zu lange.</translation>
        </message>
        <message>
            <source>“{name}” was begun with another {key}.</source>
            <translation>„{name}“ wurde mit einem anderen Wert für „{key}“ begonnen.</translation>
        </message>
        <message>
            <source>“{name}” was changed while it was read.</source>
            <translation>„{name}“ wurde geändert, während es gelesen wurde.</translation>
        </message>
        <message>
            <source>“{name}” was changed: it does not match the card beside it.</source>
            <translation>„{name}“ wurde geändert: Es passt nicht zu der Karte daneben.</translation>
        </message>
        <message>
            <source>“{name}” was not read: {reason}</source>
            <translation>„{name}“ wurde nicht gelesen: {reason}</translation>
        </message>
        <message>
            <source>“{where}” has a label {label}, but there are {count} classes.</source>
            <translation>„{where}“ hat ein Label {label}, aber es gibt {count} Klassen.</translation>
        </message>
        <message>
            <source>Choose another one for this.</source>
            <translation>Wähle dafür ein anderes.</translation>
        </message>
        <message>
            <source>Get the file again, or choose another one.</source>
            <translation>Besorge die Datei noch einmal oder wähle eine andere.</translation>
        </message>
        <message>
            <source>Install the full one, in place of it: the package “inkdigit” instead of “inkdigit-reader”.</source>
            <translation>Installiere stattdessen das vollständige: das Paket „inkdigit“ statt „inkdigit-reader“.</translation>
        </message>
        <message>
            <source>The .tflite file is damaged.</source>
            <translation>Die .tflite-Datei ist beschädigt.</translation>
        </message>
        <message>
            <source>This is the small Inkdigit: it reads digits, but cannot train or convert networks.</source>
            <translation>Das ist das kleine Inkdigit: Es liest Ziffern, kann aber keine Netze trainieren oder umwandeln.</translation>
        </message>
        <message>
            <source>Choose the preset that it was trained with, and data of the same classes.</source>
            <translation>Wähle die Vorlage, mit der es trainiert wurde, und Daten mit denselben Klassen.</translation>
        </message>
        <message>
            <source>Draw a digit, then Edit, Keep as example…; those that are misread help most.</source>
            <translation>Zeichne eine Ziffer, dann Bearbeiten, Als Beispiel behalten…; am meisten helfen solche, die falsch gelesen werden.</translation>
        </message>
        <message>
            <source>Give the name of a model.</source>
            <translation>Gib den Namen eines Modells an.</translation>
        </message>
        <message>
            <source>Install Inkdigit again to get its own model back.</source>
            <translation>Installiere Inkdigit neu, um sein eigenes Modell zurückzubekommen.</translation>
        </message>
        <message>
            <source>The data, or the model that it began with, have changed since this run began.</source>
            <translation>Die Daten, oder das Modell, mit dem er begann, haben sich seit Beginn dieses Laufs geändert.</translation>
        </message>
        <message>
            <source>The model to begin with cannot be {value}.</source>
            <translation>Das Modell, mit dem begonnen wird, kann nicht {value} sein.</translation>
        </message>
        <message>
            <source>The model “{name}” is of another network, or has other classes.</source>
            <translation>Das Modell „{name}“ gehört zu einem anderen Netz oder hat andere Klassen.</translation>
        </message>
        <message>
            <source>There is no model to begin with.</source>
            <translation>Es gibt kein Modell, mit dem begonnen werden kann.</translation>
        </message>
        <message>
            <source>Your hand takes {least} examples to learn; you have kept {count}.</source>
            <translation>Um deine Hand zu lernen, braucht es {least} Beispiele; behalten hast du {count}.</translation>
        </message>
        <message>
            <source>precision</source>
            <translation>Rechengenauigkeit</translation>
        </message>
        <message>
            <source>Take the same seed, {seed}, hold back as many, {count}, and use as many pictures as it did.</source>
            <translation>Nimm dieselbe Startzahl, {seed}, halte ebenso viele zurück, {count}, und verwende ebenso viele Bilder wie es.</translation>
        </message>
        <message>
            <source>The model “{name}” has learned from pictures that would be left out now.</source>
            <translation>Das Modell „{name}“ hat aus Bildern gelernt, die jetzt zurückgehalten würden.</translation>
        </message>
        <message>
            <source>blend</source>
            <translation>Mischung</translation>
        </message>
    </context>
</TS>