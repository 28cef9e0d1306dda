// The smallest program: what the benchmark measures the tool's start-up against.
print("", terminator: "")
