# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as its user has it: found through the accessibility tree, driven with pointer and keys.

Runs under tests/support/with-display, where the window stands in the middle of an empty screen. Nothing here sleeps for
a fixed time: every step waits for what it needs, with a deadline, and a step that fails leaves a picture of the screen
and the accessibility tree in the folder that GLOSS_TEST_LOGS names.
"""

import json
import os
import re
import subprocess
import time

import gi
import jsonschema

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

DEADLINE = 120
# What is done again where nothing came of it: how often, and for how long it is waited for each time.
TRIES = 6
PATIENCE = DEADLINE / TRIES
# The ground of the current match of a search, light.
MATCH = bytes.fromhex("ffc98a")
ROOT = os.environ["G_TEST_SRCDIR"]
BUILD = os.environ["G_TEST_BUILDDIR"]
PROGRAM = os.path.join(BUILD, "src", "cli", "glossator")

# Less than a second otherwise. Who is asked may be busy for longer, and what does not answer looks as if it were gone.
Atspi.set_timeout(DEADLINE * 1000, DEADLINE * 1000)


class NeverHappened(AssertionError):
    """What a step waited for did not come."""


def run(*command, **options):
    """What a command wrote; fails where the command does."""
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


def wait_for(what, condition, deadline=DEADLINE):
    """The first answer of condition() that is true. `what` says in words what is waited for.

    What it looks at may vanish while it looks: then it has not come yet.
    """
    end = time.monotonic() + deadline
    while True:
        try:
            answer = condition()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise NeverHappened(f"within {deadline} s there was not: {what}")
        time.sleep(0.05)


def validate(exported):
    """Holds a JSON export to the schema that is shipped, which is held to be one."""
    with open(os.path.join(ROOT, "..", "data", "glossator.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.validators.validator_for(schema).check_schema(schema)
    jsonschema.validate(exported, schema)


def walk(node):
    """A node and all below it that take up room in the window. Nodes may vanish while one looks at them.

    GTK 4.8 calls nothing SHOWING, and what is folded away or on the hidden page of a stack may keep its last size: names
    that occur once are the ones to look for.
    """
    try:
        if "Component" in node.get_interfaces():
            extents = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
            if extents.width <= 0 or extents.height <= 0:
                return
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from walk(child)
    except GLib.Error:
        return


class Window:
    """One run of the program."""

    def __init__(self, *arguments, variables=None, program=PROGRAM):
        self.ready = os.path.join(os.environ["XDG_RUNTIME_DIR"], "ready")
        if os.path.exists(self.ready):
            os.unlink(self.ready)
        self.process = subprocess.Popen([program, *arguments],
                                        env={**os.environ, "GLOSSATOR_READY_FILE": self.ready, **(variables or {})})
        try:
            wait_for("a painted article", self._is_painted)
            self.root = wait_for("the window's accessibility tree", self._find_root)
        except Exception:
            self.leave_evidence("start")
            raise

    def _is_painted(self):
        if self.process.poll() is not None:
            raise NeverHappened(f"the window ended with status {self.process.returncode}")
        return os.path.exists(self.ready)

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    # Finding

    def look(self, role, name=None, within=None):
        """The first node on the screen of a role, and with a name (whole, or a compiled pattern), else None."""
        for node in walk(within or self.root):
            try:
                if node.get_role_name() != role:
                    continue
                found = node.get_name() or ""
                if name is None or (name.search(found) if isinstance(name, re.Pattern) else found == name):
                    return node
            except GLib.Error:
                continue
        return None

    def find(self, role, name=None, within=None, deadline=DEADLINE):
        """As look(), but waits until it is there."""
        try:
            return wait_for(f"{role} “{name}”", lambda: self.look(role, name, within), deadline)
        except NeverHappened:
            self.leave_evidence("find")
            raise

    def wait_until_gone(self, role, name=None, within=None):
        """Waits until look() finds no such node any more."""
        wait_for(f"no {role} “{name or ''}”", lambda: self.look(role, name, within) is None)

    def is_sensitive(self, node):
        return node.get_state_set().contains(Atspi.StateType.SENSITIVE)

    def ask_for_window(self, number):
        """What an assistive technology does that counted the windows just before one of them was closed."""
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                     Gio.DBusCallFlags.NONE, -1).unpack()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        bus = Gio.DBusConnection.new_for_address_sync(address, flags)
        bus.call_sync(self.root.app.bus_name, "/org/a11y/atspi/accessible/root", "org.a11y.atspi.Accessible",
                      "GetChildAtIndex", GLib.Variant("(i)", (number,)), None, Gio.DBusCallFlags.NONE, -1)

    def tell(self, node):
        """The text that a node shows."""
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    # Places. GTK tells where a widget is in its window, without the border that the window has here.

    def _find_window(self, title):
        """X, Y, WIDTH and HEIGHT of the program's window with a title, or None."""
        windows = subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name",
                                  f"^{re.escape(title)}$"], capture_output=True, text=True, check=False).stdout.split()
        if not windows:
            return None
        words = subprocess.run(["xdotool", "getwindowgeometry", "--shell", windows[0]], capture_output=True, text=True,
                               check=False).stdout
        numbers = re.findall(r"^(X|Y|WIDTH|HEIGHT)=(-?\d+)$", words, re.MULTILINE)
        return {key: int(value) for key, value in numbers} if len(numbers) == 4 else None

    def place(self, node, title="Glossator"):
        """Where a node of the window with a title is on the screen: x, y, width, height. A popover is another window."""
        window = wait_for(f"the window “{title}”", lambda: self._find_window(title))
        frame = Atspi.Component.get_extents(self.find("frame", title), Atspi.CoordType.WINDOW)
        here = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        return (window["X"] + (window["WIDTH"] - frame.width) // 2 + here.x,
                window["Y"] + (window["HEIGHT"] - frame.height) // 2 + here.y, here.width, here.height)

    def enter_dialog(self, title):
        """Waits for another window of the program and takes the pointer there: without a window manager, keys follow it."""
        window = wait_for(f"the dialog “{title}”", lambda: self._find_window(title))
        self._move_into(window)

    def leave_dialog(self, title):
        """Waits until a dialog is gone, or the next keys would be its own, and takes the pointer back."""
        wait_for(f"the end of the dialog “{title}”", lambda: self._find_window(title) is None)
        self._move_into(wait_for("the window", lambda: self._find_window("Glossator")))

    def _move_into(self, window):
        run("xdotool", "mousemove", str(window["X"] + window["WIDTH"] // 2), str(window["Y"] + window["HEIGHT"] // 2))

    def open_address(self, address):
        """As a user does: Ctrl+L, the address, Enter."""
        self.key("ctrl+l")
        self.enter_dialog("Open address")
        self.replace(self.find("text", "Address"), address)
        self.key("Return")
        self.leave_dialog("Open address")

    # Doing

    def click(self, node, title="Glossator"):
        """In a node's middle, once it has come to rest there: what folds in and out moves what is below it."""
        places = []

        def is_at_rest():
            places[:] = [*places[-3:], self.place(node, title)]
            return len(places) == 4 and len(set(places)) == 1 and places[-1][2] > 0

        wait_for(f"{node.get_name()} at rest", is_at_rest)
        x, y, width, height = places[-1]
        run("xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", "1")

    def press(self, node):
        """What a screen reader does to a button; the way to one in a popover."""
        Atspi.Action.do_action(node, 0)

    def drag(self, start, end, has_arrived):
        """From one point of the screen to another, as a hand does: the button is down until has_arrived(), or until
        patience ends. Returns whether it arrived. A busy window may take several moves for one: the pointer goes on moving.
        """
        (x0, y0), (x1, y1) = start, end
        run("xdotool", "mousemove", str(x0), str(y0), "mousedown", "1")

        def move():
            for x, y in (((x0 + x1) // 2, (y0 + y1) // 2), (x1 - 2, y1), (x1, y1)):
                run("xdotool", "mousemove", str(x), str(y))
            return has_arrived()

        try:
            return wait_for("the end of the way", move, PATIENCE)
        except NeverHappened:
            return False
        finally:
            run("xdotool", "mouseup", "1")

    def key(self, *keys):
        run("xdotool", "key", "--delay", "30", *keys)

    def type(self, words):
        """Types into whatever has the focus. ASCII: other characters need a keymap that xdotool changes too late."""
        run("xdotool", "type", "--delay", "15", words)

    def replace(self, node, words):
        """Types over all that stands in the text that has the focus, and waits until it says so."""
        self.key("ctrl+a")
        self.type(words)
        wait_for(f"“{words}” in {node.get_name()}", lambda: self.tell(node) == words)

    def write(self, node, words):
        """Clicks into a text, types once the focus is there, and waits until it says so."""
        self.click(node)
        wait_for(f"the focus in {node.get_name()}",
                 lambda: node.get_state_set().contains(Atspi.StateType.FOCUSED))
        self.type(words)
        wait_for(f"“{words}” in {node.get_name()}", lambda: words in self.tell(node))

    def choose(self, combo_box, words):
        """Opens a drop-down list and goes down to an entry with the keys, as its popover is another window."""
        self.click(combo_box)
        entries = self.find("list", within=combo_box)

        def get_current():
            for entry in walk(entries):
                if entry.get_state_set().contains(Atspi.StateType.FOCUSED):
                    label = self.look("label", within=entry)
                    return label and label.get_name()
            return None

        labels = [node.get_name() for node in walk(entries) if node.get_role_name() == "label"]
        # Opened once more, the list gives no entry the focus before a key is pressed.
        current = wait_for("an entry with the focus", lambda: get_current() or self.key("Down") or get_current())
        step = "Down" if labels.index(words) > labels.index(current) else "Up"
        while current != words:
            self.key(step)
            last = current
            current = wait_for(f"the entry after {last}", lambda: get_current() not in (last, None) and get_current())
        self.key("Return")
        wait_for(f"{combo_box.get_name()}: {words}", lambda: self.look("label", words, combo_box.get_child_at_index(0)))

    # Seeing

    def find_page(self):
        """Where the article is shown. What is on it is not in the accessibility tree of this platform."""
        return self.find("filler", "GlossReaderView")

    def picture(self):
        """The screen as one byte of grey a pixel, with its width."""
        header = run("import", "-window", "root", "-depth", "8", "pgm:-")
        match = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", header)
        return header[match.end():], int(match.group(1))

    def picture_at_rest(self, area):
        """The screen once an area of it stays the same from one look to the next."""
        last = self.picture()
        for _ in range(50):
            time.sleep(0.1)
            this = self.picture()
            if difference(last, this, area) is None:
                return this
            last = this
        raise NeverHappened("the screen never comes to rest")

    # On the page

    def find_on_page(self, words):
        """Where words are on the screen: what has the colour of a match when they are searched for. The search stays open.

        Looked for until match and page are twice in the same place: the page goes down while the search comes in.
        """
        self.key("ctrl+f")
        entry = self.find("entry", "Find in the article")
        self.key("ctrl+a", "BackSpace")
        wait_for("an empty search", lambda: self.tell(entry) == "")
        self.type(words)
        wait_for(f"“{words}” in the search", lambda: self.tell(entry) == words)
        self.find("label", "1 of 1")
        return self._find_match_at_rest()

    def _find_match_at_rest(self):
        places = [None, None]

        def is_at_rest():
            page = self.place(self.find_page())
            places[:] = [places[1], (page, self._find_match(page))]
            return places[1][1] is not None and places[0] == places[1]

        wait_for("the match at rest", is_at_rest)
        return places[1][1]

    def _find_match(self, area):
        """The smallest rectangle of an area of the screen that holds all of the colour of the current match, or None."""
        left, top, width, height = area
        header = run("import", "-window", "root", "-crop", f"{width}x{height}+{left}+{top}", "+repage", "-depth", "8", "ppm:-")
        match = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", header)
        columns, pixels = int(match.group(1)), header[match.end():]
        places = []
        at = pixels.find(MATCH)
        while at >= 0:
            if at % 3 == 0:
                places.append(divmod(at // 3, columns))
            at = pixels.find(MATCH, at + 1)
        if not places:
            return None
        xs, ys = [x for _, x in places], [y for y, _ in places]
        return left + min(xs), top + min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1

    def select(self, words):
        """Drags over a passage that stands on one line and once, from before its first letter to behind its last.

        What is selected has lost the colour of a match. On a busy machine the page may still have moved away from under
        the pointer: then something else is selected, or nothing, and it is done again.
        """
        place = self.find_on_page(words)
        for _ in range(TRIES):
            x, y, width, height = place
            if self.drag((x, y + height // 2), (x + width, y + height // 2), self._has_no_match):
                return
            self._select_nothing(y)
            place = self._find_match_at_rest()
        self.leave_evidence("select")
        raise NeverHappened(f"in {TRIES} tries “{words}” was not selected")

    def _has_no_match(self):
        return self._find_match(self.place(self.find_page())) is None

    def _select_nothing(self, y):
        """In the margin: a drag that begins on selected words takes these along."""
        left = self.place(self.find_page())[0]
        run("xdotool", "mousemove", str(left + 6), str(y), "click", "1")

    def leave_evidence(self, name):
        folder = os.environ.get("GLOSS_TEST_LOGS")
        if not folder:
            return
        os.makedirs(folder, exist_ok=True)
        stem = os.path.join(folder, f"{os.path.basename(os.sys.argv[0])}-{name}")
        subprocess.run(["import", "-window", "root", stem + ".png"], check=False)
        with open(stem + ".tree", "w", encoding="utf-8") as file:
            for node in walk(getattr(self, "root", None) or Atspi.get_desktop(0)):
                file.write(f"{node.get_role_name()} “{node.get_name()}”\n")
        print(f"# evidence: {stem}.png, {stem}.tree")

    # Ending

    def close(self, wanted=0):
        """As a user closes it. What was typed is saved before it ends. wanted: the status that it ends with."""
        self.key("ctrl+q")
        try:
            status = self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.leave_evidence("close")
            raise
        assert status == wanted, f"the window ended with status {status}"

    def kill(self):
        """As the power cut does."""
        self.process.kill()
        self.process.wait()


def difference(before, after, area):
    """The smallest rectangle of an area of the screen in which two pictures differ, or None: x, y, width, height."""
    (old, columns), (new, _) = before, after
    left, top, width, height = area
    rows, first, last = [], None, None
    for y in range(top, top + height):
        start = y * columns + left
        a, b = old[start:start + width], new[start:start + width]
        if a != b:
            rows.append(y)
            changed = [x for x in range(width) if abs(a[x] - b[x]) > 8]
            if changed:
                first = changed[0] if first is None else min(first, changed[0])
                last = changed[-1] if last is None else max(last, changed[-1])
    if first is None:
        return None
    return left + first, rows[0], last - first + 1, rows[-1] - rows[0] + 1


class State:
    """What one step leaves to the next."""

    window = None


def run_steps(steps):
    """Does one step after another and says so as TAP; the first that fails is the last. The exit status."""
    state = State()
    print(f"1..{len(steps)}")
    for number, step in enumerate(steps, 1):
        try:
            step(state)
        except Exception as error:
            print(f"not ok {number} {step.__name__.replace('_', '-')}")
            if state.window is not None:
                status = state.window.process.poll()
                if status is None:
                    state.window.leave_evidence(step.__name__)
                    state.window.kill()
                else:
                    print(f"# the window had ended with status {status}")
            for line in repr(error).splitlines():
                print(f"# {line}")
            return 1
        print(f"ok {number} {step.__name__.replace('_', '-')}", flush=True)
    return 0
