extension OtherFormat {
  /// Recognises a folder by the files in it; nil for another one.
  package init?(folder path: String) {
    func has(_ name: String) -> Bool {
      do throws(OpenFileError) {
        _ = try OpenFile(bytes: Array("\(path)/\(name)".utf8))
        return true
      } catch {
        return false
      }
    }
    if has("saved_model.pb") || has("saved_model.pbtxt") {
      self = .savedModel
    } else if has("coremldata.bin") || has("model.mil") {
      self = .coreMLCompiled
    } else if has("config.json"),
      has("model.safetensors") || has("model.safetensors.index.json") || has("pytorch_model.bin")
    {
      self = .transformersFolder
    } else if has("_CHECKPOINT_METADATA") || has("_METADATA") {
      self = .flax
    } else if has("checkpoint") {
      self = .tensorFlowCheckpoint
    } else if has("__model__") || has("inference.pdmodel") {
      self = .paddle
    } else {
      return nil
    }
  }
}
