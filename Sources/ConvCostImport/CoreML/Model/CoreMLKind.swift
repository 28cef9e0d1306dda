/// The kinds of models, by their fields in the outer message.
enum CoreMLKind: Int, Equatable, Sendable {
  case pipelineClassifier = 200, pipelineRegressor, pipeline
  case glmRegressor = 300, supportVectorRegressor, treeEnsembleRegressor, neuralNetworkRegressor
  case bayesianProbitRegressor
  case glmClassifier = 400, supportVectorClassifier, treeEnsembleClassifier
  case neuralNetworkClassifier, kNearestNeighborsClassifier
  case neuralNetwork = 500, itemSimilarityRecommender, mlProgram
  case customModel = 555, linkedModel
  case classConfidenceThresholding = 560
  case oneHotEncoder = 600, imputer, featureVectorizer, dictVectorizer, scaler
  case categoricalMapping = 606, normalizer
  case arrayFeatureExtractor = 609, nonMaximumSuppression
  case identity = 900
  case textClassifier = 2000, wordTagger, visionFeaturePrint, soundAnalysisPreprocessing
  case gazetteer, wordEmbedding, audioFeaturePrint
  case serializedModel = 3000

  /// Whether the model is a list of layers.
  var isNetwork: Bool {
    switch self {
    case .neuralNetwork, .neuralNetworkClassifier, .neuralNetworkRegressor: true
    default: false
    }
  }

  /// Whether the model runs other models.
  var isPipeline: Bool {
    switch self {
    case .pipeline, .pipelineClassifier, .pipelineRegressor: true
    default: false
    }
  }

  /// What the model is, in English.
  var text: String {
    switch self {
    case .glmRegressor, .glmClassifier: "a generalised linear model"
    case .supportVectorRegressor, .supportVectorClassifier: "a support vector machine"
    case .treeEnsembleRegressor, .treeEnsembleClassifier: "an ensemble of decision trees"
    case .bayesianProbitRegressor: "a Bayesian probit regressor"
    case .kNearestNeighborsClassifier: "a nearest-neighbour classifier"
    case .itemSimilarityRecommender: "a recommender"
    case .customModel: "a model of the app's own code"
    case .linkedModel: "a link to another model"
    case .textClassifier, .wordTagger, .gazetteer, .wordEmbedding: "a text model of the system"
    case .visionFeaturePrint, .soundAnalysisPreprocessing, .audioFeaturePrint:
      "a feature extractor that is part of the system, of which the file states nothing"
    case .serializedModel: "a model in a form of its own"
    case .pipeline, .pipelineClassifier, .pipelineRegressor: "a pipeline"
    case .neuralNetwork, .neuralNetworkClassifier, .neuralNetworkRegressor: "a neural network"
    case .mlProgram: "a program"
    case .classConfidenceThresholding, .oneHotEncoder, .imputer, .featureVectorizer,
      .dictVectorizer, .scaler, .categoricalMapping, .normalizer, .arrayFeatureExtractor,
      .nonMaximumSuppression, .identity:
      "a step of a pipeline (\(self))"
    }
  }
}
