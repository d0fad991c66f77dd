import { useEffect } from 'preact/hooks';
import { refreshModels } from '../state/model-lists';

/** Where models are shown or chosen: their lists are of today, as soon as they can be. */
export function useFreshModels(): void {
  useEffect(() => void refreshModels(), []);
}
