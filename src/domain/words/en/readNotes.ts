import type { Vocabulary } from '../vocabulary';

/** What was unusual but harmless when a file was read. */
export const readNotes: Vocabulary['readNotes'] = {
  'missing-preamble': 'The DICOM file has no preamble and no DICM mark.',
  'missing-file-meta': 'The DICOM file has no file meta information.',
  'missing-meta-group-length': 'The file meta information does not state its length.',
  'wrong-meta-group-length': 'The file meta information states the wrong length for itself.',
  'guessed-transfer-syntax':
    'No transfer syntax is stated; it was recognised from the first elements of the file.',
  'wrong-vr-encoding': 'Elements have a VR although the transfer syntax says that they have none.',
  'odd-length': 'A value has an odd length.',
  'implicit-vr-element': 'A data set with explicit VR contains an element without a VR.',
  'harmless-vr': 'An element has a different VR from the standard; its value is the same.',
  'long-decimal': 'A decimal number has more characters than the standard allows.',
  'count-with-fraction': 'A whole number is written with a decimal point and zeros.',
  'zero-frames': 'The number of frames is 0; the picture was read as one frame.',
  'attribute-assumed':
    'An attribute that describes the pixels is missing; the usual meaning of its absence was assumed.',
  'non-finite-samples':
    'Some samples are infinite or not a number; they are shown as the lowest or the highest value.',
  'trailing-bytes': 'The data set is followed by bytes that belong to no element.',
  'one-reader-only': 'Only one of the two readers that check each other could read the attributes.',
  'out-of-order': 'Elements are not in the order of their tags.',
  'repeated-attribute': 'An attribute occurs twice with the same value.',
  'stray-delimiter': 'A delimiter occurs where nothing was open.',
  'irregular-uid':
    'A UID is longer than 64 characters, has a component with leading zeros, or contains letters or other signs; a UID made from its hash takes the place of one with other signs.',
  'pixel-data-padded': 'There are more pixel bytes than the picture needs.',
  'bits-above-stored': 'Bits outside the stored bits were set; they were cleared.',
  'one-bit-unpacked': 'Pixels of one bit were expanded to one byte each.',
  'ybr-422-expanded': 'Halved colour samples were repeated to full resolution.',
  'ybr-422-is-full': 'The picture says that its colour samples are halved, but they are not.',
  'colour-converted': 'The JPEG decoder converted luminance and chrominance to RGB.',
  'jpeg-not-baseline': 'The JPEG stream uses a different process from the one its transfer syntax states.',
  'jpeg-colour-contradicts':
    'The JPEG stream and the photometric interpretation name different colour spaces.',
  'bits-stored-contradicts': 'The precision of the JPEG stream differs from Bits Stored.',
  'jp2-boxes': 'The JPEG 2000 codestream is wrapped in JP2 boxes, which were ignored.',
  'no-end-mark': 'A compressed stream is complete but lacks its end marker.',
  'other-codestream': 'The compressed stream is of a different kind from the one its transfer syntax states.',
  'sign-contradicts':
    'The compressed stream and Pixel Representation disagree about signed values, but no value is affected.',
  'values-clamped':
    'Lossy compression left values outside the stored bits; they were clamped to the nearest limit.',
  'frames-by-markers':
    'There is no offset table; the frames were told apart by the start markers of their pictures.',
  'later-frames-not-decoded':
    'The image has so many frames that only the first one was decoded. Each of the others is decoded when somebody opens it; damage within it shows only then.',
  'offset-table-ignored': 'The offset table contradicts the fragments and was ignored.',
  'window-ignored': 'A VOI window without a usable width or centre was ignored.',
  'voi-function-unknown': 'The VOI LUT function is not one of the standard; LINEAR was used.',
  'voi-table-ignored': 'An unusable VOI look-up table was ignored.',
  'voi-table-narrow':
    'The entries of a VOI look-up table have far fewer bits than its descriptor states; the bits that they have were used.',
  'palette-narrow':
    'The entries of the palette have far fewer bits than its descriptors state; the bits that they have were used.',
  'rescale-slope-zero': 'The rescale slope is zero; the stored values are used as they are, without windows.',
  'modality-table-and-rescale':
    'There is both a modality look-up table and a rescale; the look-up table is used.',
  'empty-modality-table': 'The modality look-up table is empty and was ignored.',
  'modality-lut-not-for-display':
    'The picture has a modality look-up table or a rescale that is not for display (XA and RF); it is not applied.',
  'presentation-contradicts':
    'Presentation LUT Shape contradicts the photometric interpretation; Presentation LUT Shape is used.',
  'pixel-spacing-ignored': 'A pixel spacing or pixel aspect ratio that cannot be true was ignored.',
  'pixel-aspect-contradicts':
    'Pixel spacings and pixel aspect ratio disagree about the shape of the pixels; the first spacing is used.',
  'per-frame-transforms': 'Frames have rescale values or windows of their own.',
  'per-frame-count':
    'The number of per-frame descriptions differs from the number of frames; they were ignored.',
  'character-set-misspelt': 'The name of a character set is misspelt, but its meaning is certain.',
  'character-set-undeclared': 'Text switches to a character set that the file does not declare.',
  'text-may-be-utf-8': 'Text was read in the character set that the file states, but looks like UTF-8.',
  'control-characters': 'Text contained control characters, which were removed.',
  'text-not-decoded':
    'Text that identifies the patient or the study could not be decoded exactly and was left out.',
  'name-partly-decoded': 'Only some representations of the patient name could be decoded exactly.',
  'burned-in-text-likely': 'Images of this kind often have text in the picture itself, including names.',
  'overlay-not-shown': 'The file contains overlays, which are not shown.',
  'orientation-applied': 'The picture was rotated or flipped as its EXIF orientation says.',
  'alpha-removed': 'The picture has a transparency channel; it was laid over black.',
  'grey-as-colour': 'A grey picture was stored as colour; one of its equal samples was kept.',
  'nearly-grey':
    'The picture is in colour, but grey except for a faint tint or a small part, such as a mark; models see its brightness.',
  'data-behind-picture': 'Other data follow the picture in its file; they were not read.',
  'further-pictures':
    'The file holds further pictures behind the first, as MPO files do; only the first was read.',
  'palette-expanded': 'The picture has a palette and was expanded to its colours.',
};
