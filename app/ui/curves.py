"""Curves with a title, a legend that tells values, and a way to keep them as a picture or a table.

Painted by ourselves: the first plot of a plotting library would stop the window for more than 50 ms.
"""

import html
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QPainter, QRegion, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.asking import ask_path
from app.ui.curve_canvas import CurveCanvas, point_text
from app.ui.curve_data import Series, series_of, table_of, value_text
from app.ui.naming import named
from app.ui.saving import save_content
from app.ui.task import Tasks
from app.ui.theme import Theme, sized_font
from app.ui.timers import make_timer
from app.ui.tips import plain_tip

REDRAW_MS = 100
_EXPORT_SCALE = 2
_SHAPES = "●■◆▲"


class CurvePlot(QWidget):
    """Show series over epochs; at most ten redraws a second, none while out of sight.

    ``best`` is "lowest" or "highest" to mark the best epoch of each series, or "" for none. With ``tasks`` the menu
    offers to save; what goes wrong with that is told by ``failed``.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        title: str,
        theme: Theme,
        *,
        best: str = "",
        name: str = "curve_plot",
        tasks: Tasks | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title, self._theme, self._best, self._tasks = title, theme, best, tasks
        self._series: dict[str, Series] = {}
        self._epoch: float | None = None
        self._canvas = named(CurveCanvas(theme, best), f"{name}_canvas")
        self._heading, self._legend = QLabel(title), named(QLabel(), "muted")
        self._menu_button = named(QToolButton(), f"{name}_menu")
        self._timer = make_timer(self, REDRAW_MS, is_single=True)
        self._timer.timeout.connect(self._redraw)
        self._build_menu()
        self._build_layout()
        self._canvas.pointed.connect(self._on_pointed)
        theme.changed.connect(self._on_theme_changed)
        self._redraw()

    @property
    def series(self) -> tuple[Series, ...]:
        """Return what is shown, in its order."""
        return tuple(self._series.values())

    @property
    def legend(self) -> str:
        """Return what the legend says, as plain text."""
        return self.accessibleDescription()

    def set_series(
        self,
        name: str,
        epochs: Iterable[float],
        values: Iterable[float],
        *,
        colour: str | None = None,
        has_best: bool = True,
    ) -> None:
        """Show a series, in the place of one of the same name; points that are not finite are left out."""
        self._series[name] = series_of(name, epochs, values, colour or "", has_best=has_best)
        self._schedule()

    def remove_series(self, name: str) -> None:
        """Show a series no longer."""
        self._series.pop(name, None)
        self._schedule()

    def clear(self) -> None:
        """Show nothing."""
        self._series.clear()
        self._schedule()

    def set_log(self, is_log: bool) -> None:
        """Use a logarithmic axis for the values, or a plain one."""
        self._log.setChecked(is_log)

    def set_smooth(self, is_smooth: bool) -> None:
        """Paint running means over the raw points, or the raw points alone."""
        self._smooth.setChecked(is_smooth)

    def export_png(self, path: Path) -> None:
        """Write the curves as a picture, twice as fine as on the screen.

        Raises:
            InkdigitError: the file cannot be written.
        """
        save_content(self._picture(), path)

    def export_csv(self, path: Path) -> None:
        """Write the points as a table, a row an epoch.

        Raises:
            InkdigitError: the file cannot be written.
        """
        save_content(table_of(self.series), path)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what arrived while the curves were out of sight."""
        self._redraw()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Paint nothing while out of sight."""
        self._timer.stop()
        super().hideEvent(event)

    def _build_menu(self) -> None:
        menu = QMenu(self._menu_button)
        self._smooth = named(menu.addAction(self.tr("Smooth")), "plot_smooth")
        self._log = named(menu.addAction(self.tr("Logarithmic")), "plot_log")
        for action in (self._smooth, self._log):
            action.setCheckable(True)
            action.toggled.connect(self._redraw)
        if self._tasks is not None:
            menu.addSeparator()
            menu.addAction(self.tr("Save as a picture…")).triggered.connect(self._choose_picture)
            menu.addAction(self.tr("Save as a table…")).triggered.connect(self._choose_table)
        self._menu_button.setMenu(menu)
        self._menu_button.setText("⋯")
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setStyleSheet(
            "QToolButton { padding: 2px 6px; } QToolButton::menu-indicator { image: none; }"
        )
        self._menu_button.setAccessibleName(self.tr("View of {title}").format(title=self._title))
        self._menu_button.setToolTip(self.tr("Smooth, logarithmic, save"))

    def _build_layout(self) -> None:
        self._heading.setFont(sized_font(self._heading.font(), 1.0, bold=True))
        self._legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._heading)
        top.addStretch()
        top.addWidget(self._menu_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._legend)
        layout.addWidget(self._canvas, stretch=1)

    def _schedule(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _redraw(self) -> None:
        self._canvas.show_series(self.series, is_log=self._log.isChecked(), is_smooth=self._smooth.isChecked())
        self._tell()

    def _tell(self) -> None:
        """Write the legend: the values at the epoch that is pointed at, else the newest ones."""
        parts, plain = [], []
        for index, series in enumerate(self.series):
            if not series.epochs.size:
                continue
            text = point_text(series, self._epoch)
            shape = _SHAPES[index % len(_SHAPES)]
            colour = self._canvas.colour_of(index)
            parts.append(f'<span style="color:{colour}">{shape}</span>&nbsp;{html.escape(series.name)}&nbsp;{text}')
            plain.append(f"{series.name} {text}")
            best = series.best(self._best)
            if best is not None and series.epochs.size > 1 and self._epoch is None:
                plain.append(
                    self.tr("best {value} in epoch {epoch}").format(value=value_text(best[1]), epoch=f"{best[0]:g}")
                )
        where = "" if self._epoch is None else self.tr("epoch {epoch}: ").format(epoch=f"{self._epoch:.4g}")
        self._legend.setText(html.escape(where) + "&nbsp;&nbsp; ".join(parts) if parts else "")
        self._legend.setToolTip(plain_tip(", ".join(plain)))
        self.setAccessibleDescription(where + ", ".join(plain))
        self._canvas.setAccessibleName(f"{self._title}. {self.accessibleDescription()}")

    def _picture(self) -> bytes:
        image = QImage(self.size() * _EXPORT_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_EXPORT_SCALE)
        image.fill(self.palette().window().color())
        painter = QPainter(image)
        for part in (self._heading, self._legend, self._canvas):
            part.render(painter, part.pos(), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.end()
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, which fail
        return bytes(content.data())

    @Slot()
    def _choose_picture(self) -> None:
        self._choose(self.tr("Picture") + " (*.png)", "png", self._picture())

    @Slot()
    def _choose_table(self) -> None:
        self._choose(self.tr("Table") + " (*.csv)", "csv", table_of(self.series).encode())

    def _choose(self, name_filter: str, suffix: str, content: bytes) -> None:
        dialog = QFileDialog(self, self.tr("Save the curves"), str(Path.home()), name_filter)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{self._title.lower()}.{suffix}")
        ask_path(dialog, lambda path: self._save(path, content))

    def _save(self, path: Path, content: bytes) -> None:
        assert self._tasks is not None
        task = self._tasks.create(lambda _report, _token: save_content(content, path))
        task.succeeded.connect(self.saved)
        task.failed.connect(self.failed)
        task.start()

    @Slot(object)
    def _on_pointed(self, epoch: float | None) -> None:
        self._epoch = epoch
        self._tell()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._tell()
