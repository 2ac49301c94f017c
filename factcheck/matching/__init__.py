"""Which claims say the same, which contradict each other, which bring another up to date."""
