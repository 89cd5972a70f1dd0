"""The window's stylesheet. ``$names`` are colours of the palette and lengths of the text size."""

STYLE = """
QWidget { color: $text; selection-background-color: $selection; selection-color: $text; }
QMainWindow, QDialog, QWidget#ground { background: $ground; }
QWidget#panel { background: $panel; }
QLabel { background: transparent; }
QLabel[tone="quiet"] { color: $quiet; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="red"] { color: $red; }
QLabel[tone="orange"] { color: $orange; }
QLabel[tone="yellow"] { color: $yellow; }
QLabel[tone="safe"] { color: $safe; }
QLabel[tone="injured"] { color: $injured; }
QLabel[tone="unknown"] { color: $unknown; }
QLabel[tone="deceased"] { color: $deceased; }
QLabel#keyhint {
  color: $quiet; background: $ground; border: 1px solid $line; border-radius: 4px;
  padding: 0px $px4; }
QFrame#line { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame#upright { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame#card { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame#card[raised="true"] { background: $raised; }
QFrame#banner { border-radius: 8px; border: 1px solid $line; background: $raised; }
QFrame#banner[tone="red"] { background: $overdue; border-color: $red; }
QFrame#banner[tone="orange"], QFrame#banner[tone="yellow"] {
  background: $notice; border-color: $orange; }
QFrame#banner[tone="safe"] { background: $done; border-color: $safe; }

QPushButton {
  background: $raised; color: $text; border: 1px solid $button_line; border-radius: 6px;
  padding: $px6 $px12; outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $unknown; background: $panel; border-color: $line; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { border-color: $text; }
QPushButton[kind="primary"]:focus { border: 1px solid $text; }
QPushButton[kind="primary"]:disabled {
  background: $raised; color: $unknown; border-color: $line; }
QPushButton[kind="danger"] { color: $red; border-color: $red; background: $red_tint; }
QPushButton[kind="danger"]:hover { background: $overdue; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $quiet; }
QPushButton[kind="quiet"]:hover { background: $hover; color: $text; }
QPushButton[kind="quiet"]:focus { border-color: $accent; color: $text; }
QPushButton[kind="chip"] {
  border-radius: 13px; padding: $px4 $px12; background: $raised; border: 1px solid $line; }
QPushButton[kind="chip"]:hover { background: $hover; }
QPushButton[kind="chip"]:checked { background: $selection; border-color: $accent; }
QPushButton[kind="chip"]:focus { border-color: $accent; }
QPushButton[kind="link"] {
  background: transparent; border: 1px solid transparent; color: $accent; padding: 0px;
  text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent; border-radius: 3px; }
QPushButton[kind="row"] {
  background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: $px4 $px8; text-align: left; }
QPushButton[kind="row"]:hover { background: $hover; }
QPushButton[kind="row"]:focus { border-color: $accent; }
QToolButton {
  background: transparent; border: 1px solid transparent; border-radius: 6px; padding: $px4; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator {
  image: url($style/chevron-down-$theme.svg); width: 12px; height: 12px;
  subcontrol-position: right center; right: 8px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QAbstractSpinBox, QComboBox {
  background: $ground; color: $text; border: 1px solid $button_line; border-radius: 6px;
  padding: $px6 $px8; }
QPlainTextEdit, QTextEdit { padding: $px4; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {
  border-color: $quiet; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border: 1px solid $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
  color: $unknown; background: $panel; border-color: $line; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QAbstractSpinBox[wrong="true"],
QComboBox[wrong="true"] { border-color: $red; }
QLineEdit#columnfield {
  background: $panel; border-color: $line; border-radius: 4px; padding: 0px 5px; }
QPushButton#columnfield {
  background: $panel url($style/chevron-down-$theme.svg) no-repeat right center;
  border-color: $line; border-radius: 4px; padding: 0px 16px 0px 5px;
  background-origin: border; text-align: left; }
QLineEdit#columnfield:hover, QPushButton#columnfield:hover { border-color: $quiet; }
QLineEdit#columnfield:focus, QPushButton#columnfield:focus { border-color: $accent; }
QLineEdit#columnfield[wrong="true"] { border-color: $red; }
QPushButton#columnfield[chosen="true"] {
  background-color: $selection; border-color: $accent; }
QLabel#looking {
  background: $raised; border: 1px solid $button_line; border-radius: 6px;
  padding: $px4 $px12; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
  border: none; padding: 0px; background: transparent; }
QComboBox { padding-right: 2px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow {
  image: url($style/chevron-down-$theme.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
  background: $raised; border: 1px solid $button_line; border-radius: 6px; padding: 4px;
  outline: none; selection-background-color: $selection; }
QComboBox QAbstractItemView::item { min-height: $px28; padding: 0px $px8; border-radius: 4px; }
QAbstractSpinBox { padding-right: 22px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
  background: transparent; border: none; width: 20px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0px 0px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0px 2px 2px 0px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {
  background: $hover; border-radius: 3px; }
QAbstractSpinBox::up-arrow {
  image: url($style/chevron-up-$theme.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow {
  image: url($style/chevron-down-$theme.svg); width: 10px; height: 10px; }
QDateTimeEdit::drop-down { border: none; width: 22px; }
QDateTimeEdit::down-arrow {
  image: url($style/chevron-down-$theme.svg); width: 12px; height: 12px; }

QCheckBox, QRadioButton { spacing: $px8; background: transparent; padding: 2px; }
QCheckBox::indicator, QRadioButton::indicator {
  width: $px16; height: $px16; border: 1px solid $quiet; border-radius: 4px;
  background: $ground; }
QRadioButton::indicator { border-radius: $px8; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover,
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked {
  background: $accent; border-color: $accent; image: url($style/check-$theme.svg); }
QCheckBox::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url($style/minus-$theme.svg); }
QRadioButton::indicator:checked {
  background: $accent; border-color: $accent; image: url($style/dot-$theme.svg); }
QCheckBox:focus, QRadioButton:focus { color: $accent; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#clear { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0px; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $thumb_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QMenu {
  background: $raised; border: 1px solid $button_line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: $px6 $px24 $px6 $px12; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $unknown; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::indicator:checked { image: url($style/check-mark-$theme.svg); }
QToolTip {
  background: $raised; color: $text; border: 1px solid $button_line; padding: 6px; }

QTableView, QTreeView, QListView, QListWidget, QTableWidget, QTreeWidget {
  background: $ground; border: none; outline: none; gridline-color: $faint;
  alternate-background-color: $panel; selection-background-color: $selection; }
QTableView::item, QTreeView::item { padding: 0px $px8; border: none; }
QListView::item { padding: $px6 $px8; border-radius: 6px; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $selection; color: $text; }
QHeaderView { background: $ground; border: none; }
QHeaderView::section {
  background: $ground; color: $quiet; border: none; border-bottom: 1px solid $line;
  padding: $px6 $px8; }
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow { image: url($style/chevron-up-$theme.svg); width: 10px; height: 10px; }
QHeaderView::down-arrow {
  image: url($style/chevron-down-$theme.svg); width: 10px; height: 10px; }
QTableCornerButton::section { background: $ground; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab {
  background: transparent; color: $quiet; border: none; border-bottom: 2px solid transparent;
  padding: $px8 $px12; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QProgressBar {
  background: $raised; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QGroupBox {
  border: 1px solid $line; border-radius: 8px; margin-top: $px10; padding: $px12; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0px 4px; color: $quiet; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
  background: $text; width: 14px; height: 14px; margin: -5px 0px; border-radius: 7px; }
QSlider::handle:horizontal:focus { background: $accent; }
QCalendarWidget QWidget { background: $raised; alternate-background-color: $raised; }
QCalendarWidget QAbstractItemView {
  background: $raised; selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QToolButton { color: $text; padding: $px6; }
"""
