/// Names that options have in other tools, for hints.
enum OptionSynonym {
  /// The options that are meant, with a value where that is a part of the name.
  static let all = [
    "--batch-size": "--batch", "--batchsize": "--batch", "-b": "--batch", "--bs": "--batch",
    "--num-classes": "--classes", "--nclasses": "--classes",
    "--size": "--input", "--resolution": "--input", "--image-size": "--input", "--shape": "--input",
    "--input-size": "--input", "--input-res": "--input", "-i": "--input",
    "--optimizer": "--training", "--optimiser": "--training", "--train": "--training",
    "--csv": "--format csv", "--markdown": "--format markdown", "--md": "--format markdown",
    "--html": "--format html", "--latex": "--format latex", "--text": "--format text",
    "--github": "--format github", "--junit": "--format junit", "-f": "--format",
    "--fp16": "--dtype fp16", "--fp32": "--dtype fp32", "--bf16": "--dtype bf16",
    "--int8": "--dtype int8", "--half": "--dtype fp16", "--precision": "--dtype",
    "--type": "--dtype", "--cols": "--columns", "--column": "--columns", "--fields": "--columns",
    "--limit": "--top", "--head": "--top", "-n": "--top", "--order": "--sort",
    "--sort-by": "--sort",
    "--level": "--depth", "--levels": "--depth", "--max-depth": "--depth",
    "--max-params": "--max-parameters", "--maximize": "--maximise", "--with": "--replace",
    "--file": "--output", "--out": "--output", "--counter": "--convention",
    "--like": "--convention",
    "--gpu": "--device", "--colour": "--color", "--silent": "--quiet",
  ]
}
