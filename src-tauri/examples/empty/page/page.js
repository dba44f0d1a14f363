document.documentElement.addEventListener('click', () => document.body.classList.add('clicked'));
