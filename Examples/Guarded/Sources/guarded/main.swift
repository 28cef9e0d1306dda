print("net.json has \(PackageResources.net_json.count) bytes and keeps to its budget.")
