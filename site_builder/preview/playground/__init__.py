"""An invented website that embeds the banner, with three fake vendors that set cookies and call home, on loopback."""
