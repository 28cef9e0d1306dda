/// Returns kibibytes in bytes.
func kib(_ count: Int) -> Int { count << 10 }

/// Returns mebibytes in bytes.
func mib(_ count: Int) -> Int { count << 20 }

/// Returns gibibytes in bytes.
func gib(_ count: Int) -> Int { count << 30 }
