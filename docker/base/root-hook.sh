#!/bin/sh
# mmdebstrap's customize hook: keeps the common root for the Node image, then adds Python; mmdebstrap itself writes the
# root with Python. One root for two images saves half of the time.
#   root-hook.sh ROOT FOLDER
set -eu
root=$1 folder=$2
# Apt's settings of this machine (proxy, for one) are no part of an image.
rm -f "$root/etc/apt/apt.conf.d/99mmdebstrap"
tar -C "$root" --numeric-owner --one-file-system -cf "$folder/node.tar" \
  --exclude='./var/lib/apt/lists/*' --exclude='./var/cache/apt/*' --exclude='./var/log/*' \
  --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' --exclude='./tmp/*' .
APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get --yes -qq -oDPkg::Chroot-Directory="$root" --no-install-recommends install python3 python3-venv
ln -sf python3 "$root/usr/bin/python"
