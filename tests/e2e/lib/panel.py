"""The part of a desktop that shows status icons: org.kde.StatusNotifierWatcher, with somebody who shows them or nobody.

Argument: "shown" or "unseen". Writes a line to file descriptor 3 when it is ready.
"""

import os
import sys

from gi.repository import Gio, GLib

NAME = "org.kde.StatusNotifierWatcher"
PATH = "/StatusNotifierWatcher"
INTERFACE = """
<node>
  <interface name="org.kde.StatusNotifierWatcher">
    <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
    <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
    <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <property name="ProtocolVersion" type="i" access="read"/>
    <signal name="StatusNotifierItemRegistered"><arg type="s"/></signal>
    <signal name="StatusNotifierItemUnregistered"><arg type="s"/></signal>
    <signal name="StatusNotifierHostRegistered"/>
    <signal name="StatusNotifierHostUnregistered"/>
  </interface>
</node>
"""

shown = sys.argv[1] == "shown"
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def on_call(_connection, _sender, _path, _interface, _method, _arguments, invocation):
    invocation.return_value(None)


def on_get(_connection, _sender, _path, _interface, name):
    return {
        "RegisteredStatusNotifierItems": GLib.Variant("as", []),
        "IsStatusNotifierHostRegistered": GLib.Variant("b", shown),
        "ProtocolVersion": GLib.Variant("i", 0),
    }[name]


interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
bus.register_object(PATH, interface, on_call, on_get, None)
Gio.bus_own_name_on_connection(
    bus, NAME, Gio.BusNameOwnerFlags.DO_NOT_QUEUE, lambda *_: os.write(3, b"ready\n"), lambda *_: sys.exit(1)
)
GLib.MainLoop().run()
