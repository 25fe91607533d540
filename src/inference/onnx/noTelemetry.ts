/**
 * onnxruntime reports its use to its maker unless this is set before it is loaded. A hospital did not agree to that,
 * and its network may not even allow it.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';
