"""A campaign against the whole product: ``make attack``. It takes minutes, needs the checkout and the tests' packages, and no network.

``inputs`` makes what strangers send, ``faces`` sends it to the command line, the two interfaces, agents and the readers of files, each in
a ``worker`` of its own so that an abort is counted and not suffered; ``kills``, ``poison`` and ``sockets`` attack as their names say.
"""
