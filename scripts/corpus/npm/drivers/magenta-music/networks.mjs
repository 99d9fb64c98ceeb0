import { GANSynth } from '@magenta/music/esm/gansynth/model';
import { MidiMe } from '@magenta/music/esm/music_vae/midi_me';

// The weights of the published checkpoint are not at hand.
class Untrained extends GANSynth {
  setWeights() {}
}
export const synth = new Untrained('');
synth.build({});

export const me = new MidiMe();
me.initialize();
export const small = new MidiMe({ input_size: 64, latent_size: 2, encoder_layers: [32], decoder_layers: [16, 32] });
small.initialize();
