"""Answers the app's file dialogs in the place of the desktop (org.freedesktop.portal.FileChooser).

Writes one line of JSON to file descriptor 3 when it is ready and for each dialog that the app opens; a line of JSON
read from the standard input answers the oldest open one: a path, or null as if the person had closed it.
"""

import json
import os
import sys

from gi.repository import Gio, GLib

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = """
<node>
  <interface name="org.freedesktop.portal.FileChooser">
    <method name="OpenFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <method name="SaveFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <property name="version" type="u" access="read"/>
  </interface>
</node>
"""

requests = []
answers = os.fdopen(3, "w", buffering=1)


def on_call(_connection, sender, _path, _interface, method, arguments, invocation):
    _parent, title, options = arguments.unpack()
    handle = f"{PATH}/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
    invocation.return_value(GLib.Variant("(o)", (handle,)))
    requests.append((sender, handle))
    patterns = [pattern for _, rules in options.get("filters", []) for _, pattern in rules]
    dialog = {"method": method, "title": title, "name": options.get("current_name"), "patterns": patterns}
    answers.write(json.dumps(dialog) + "\n")


def on_line(channel, _condition):
    line = channel.readline()
    if not line:
        sys.exit()
    path = json.loads(line)
    sender, handle = requests.pop(0)
    # GTK reads the list of addresses even where there is none.
    results = {"uris": GLib.Variant("as", [] if path is None else [GLib.filename_to_uri(path)])}
    response = GLib.Variant("(ua{sv})", (1 if path is None else 0, results))
    bus.emit_signal(sender, handle, "org.freedesktop.portal.Request", "Response", response)
    return True


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
bus.register_object(PATH, interface, on_call, lambda *_: GLib.Variant("u", 3), None)
Gio.bus_own_name_on_connection(
    bus, NAME, Gio.BusNameOwnerFlags.DO_NOT_QUEUE, lambda *_: answers.write('"ready"\n'), lambda *_: sys.exit(1)
)
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, on_line)
GLib.MainLoop().run()
