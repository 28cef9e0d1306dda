// The smallest program: the benchmark compares the tool's start-up with it.
print("", terminator: "")
