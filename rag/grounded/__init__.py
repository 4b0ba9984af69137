"""Any text held against any sources: its sentences without their form, the texts they cite, a verdict for each."""
